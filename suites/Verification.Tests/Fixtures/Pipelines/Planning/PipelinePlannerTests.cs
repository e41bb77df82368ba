using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Expressions;
using Verification.Fixtures.Pipelines.Planning;

namespace Verification.Tests.Fixtures.Pipelines.Planning;

public sealed class PipelinePlannerTests
{
    [Test]
    public void The_plan_has_the_manifests_of_each_cluster()
    {
        var plan = PipelineWorld.Plan(PipelineWorld.Yaml);

        var deployments = plan.Stages.Where(stage => stage.Deployment is not null).ToList();
        Assert.That(deployments.Select(stage => stage.Cluster!.Name), Is.EqualTo(["prod-cluster", "analytics-cluster"]));
        Assert.That(deployments.Select(stage => stage.Deployment!.TaskDefinition.Family), Is.EqualTo(["notification-service-prod", "notification-service-analytics"]));
        Assert.That(deployments.Select(stage => stage.Deployment!.TaskDefinition.ContainerDefinitions[0].Image), Is.EqualTo(
        [
            "123456789012.dkr.ecr.us-east-1.amazonaws.com/notification-service:v1.3.0",
            "123456789012.dkr.ecr.us-west-2.amazonaws.com/notification-service:v1.3.0",
        ]));
        Assert.That(deployments.Select(stage => (stage.Deployment!.Service.DesiredCount, stage.Deployment.TaskDefinition.Cpu)), Is.EqualTo([(3, "512"), (2, "256")]));
        Assert.That(deployments[0].Deployment!.Service.LoadBalancers[0].TargetGroupArn, Is.EqualTo("<+targetGroupArn>"));
    }

    [Test]
    public void A_tag_that_is_asked_for_and_not_given_is_refused()
    {
        var errors = PipelineWorld.Errors(PipelineWorld.Yaml, PipelineWorld.Options with { Tag = null });

        Assert.That(errors, Has.Some.Contains("service-notification.yaml:").And.Contains("give --tag TAG"));
    }

    [Test]
    public void An_input_outside_its_allowed_values_is_refused()
    {
        var errors = PipelineWorld.Errors(PipelineWorld.Yaml, PipelineWorld.Options with { Inputs = ImmutableDictionary<string, string>.Empty.Add("suites", "maybe") });

        Assert.That(errors, Has.Length.EqualTo(1));
        Assert.That(errors[0], Does.Contain($":{PipelineWorld.LineOf(PipelineWorld.Yaml, "allowedValues")}:").And.Contain("expected one of true, false for suites, found \"maybe\""));
    }

    [TestCase("<+pipeline.variables.tag>\n", "<+pipeline.variables.tags>\n", "did you mean <+pipeline.variables.tag>?")]
    [TestCase("spec.artifacts.primary.tag>", "spec.artifacts.primary.tags>", "did you mean <+pipeline.stages.deploy_production.spec.artifacts.primary.tag>?")]
    [TestCase("value: <+pipeline.stages.deploy_production.spec.artifacts.primary.tag>", "value: <+pipeline.variables.tag>", "the circle pipeline.variables.tag -> pipeline.variables.tag")]
    [TestCase("serviceRef: notification_service", "serviceRef: notification_servise", "did you mean \"notification_service\"?")]
    [TestCase("environmentRef: production", "environmentRef: prod", "an environment that a file beside the pipeline defines")]
    [TestCase("- identifier: prod_ecs_infra", "- identifier: prod_infra", "an infrastructure that a file beside the pipeline defines")]
    [TestCase("delegateSelectors: [delegate-prod]", "delegateSelectors: [delegate-prd]", "did you mean \"delegate-prod\"?")]
    [TestCase("loadBalancer: prod-alb", "loadBalancer: prod-lb", "the load balancer of prod-cluster, prod-alb")]
    [TestCase("prodListener: arn:aws:elasticloadbalancing:us-east-1", "prodListener: arn:aws:elasticloadbalancing:us-west-2", "an ARN in us-east-1")]
    [TestCase("condition: <+pipeline.variables.suites> == \"true\"", "condition: <+pipeline.variables.suites> > 1", "a condition of ==")]
    public void What_cannot_work_is_refused_before_anything_runs(string before, string after, string hint)
    {
        var errors = PipelineWorld.Errors(PipelineWorld.With(before, after));

        Assert.That(errors, Is.Not.Empty);
        Assert.That(errors, Has.All.Contains(hint), () => string.Join('\n', errors));
        Assert.That(errors, Has.All.Match(@"^\S+\.yaml:\d+:\d+ "));
    }

    [Test]
    public void One_listener_for_production_and_stage_is_refused()
    {
        var yaml = PipelineWorld.Yaml
            .Replace("stageListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/def456", "stageListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/abc123", StringComparison.Ordinal)
            .Replace("listener-rule/app/prod-alb/xyz789/def456/rule2", "listener-rule/app/prod-alb/xyz789/abc123/rule1", StringComparison.Ordinal);

        Assert.That(PipelineWorld.Errors(yaml), Has.One.Contains("another listener or rule than production's"));
    }

    [Test]
    public void A_step_reads_the_outputs_of_those_before_it_only()
    {
        const string Outputs = "outputVariables:\n  - name: out\n    type: String\n    value: out";
        var good = PipelineWorld.OneStage(PipelineWorld.Script("first", "out=1", specKeys: Outputs) + "\n" + PipelineWorld.Script("second", "echo <+steps.first.output.outputVariables.out>"));
        var early = PipelineWorld.OneStage(PipelineWorld.Script("second", "echo <+steps.first.output.outputVariables.out>") + "\n" + PipelineWorld.Script("first", "out=1", specKeys: Outputs));
        var beside = PipelineWorld.OneStage("- parallel:\n" + PipelineWorld.Indented(
            PipelineWorld.Script("first", "out=1", specKeys: Outputs) + "\n" + PipelineWorld.Script("second", "echo <+steps.first.output.outputVariables.out>"), 4));
        var other = PipelineWorld.OneStage(PipelineWorld.Script("first", "out=1", specKeys: Outputs) + "\n" + PipelineWorld.Script("second", "echo <+steps.first.output.outputVariables.oot>"));

        Assert.That(PipelineWorld.Errors(good), Is.Empty);
        Assert.That(PipelineWorld.Errors(early), Has.One.Contains($":{PipelineWorld.LineOf(early, "echo <+")}:"));
        Assert.That(PipelineWorld.Errors(beside), Has.One.Contains("an expression that is known here"));
        Assert.That(PipelineWorld.Errors(other), Has.One.Contains("outputVariables.out>?"));
    }

    [Test]
    public void A_deployment_step_in_a_stage_without_a_service_is_refused()
    {
        var yaml = PipelineWorld.OneStage("- step:\n    type: EcsBlueGreenRollback\n    name: Back\n    identifier: back");

        Assert.That(PipelineWorld.Errors(yaml), Has.One.Contains("a stage of type Deployment around it"));
    }

    [Test]
    public void A_manifest_with_a_key_that_ECS_does_not_know_is_refused_with_its_line()
    {
        var service = PipelineWorld.Definitions.Services.Single();
        var broken = service.Manifests.TaskDefinition.Text.Replace("\"networkMode\"", "\"networkmode\"", StringComparison.Ordinal);
        var definitions = PipelineWorld.Definitions with
        {
            Services = [service with { Manifests = service.Manifests with { TaskDefinition = Template.Parse(broken, service.Manifests.TaskDefinition.Place, out _) } }],
        };
        var pipeline = Verification.Fixtures.Pipelines.Reading.PipelineFile.Parse(PipelineWorld.Yaml, PipelineWorld.File);

        var error = Assert.Throws<Verification.Fixtures.Pipelines.PipelineException>(
            () => PipelinePlanner.Plan(pipeline, definitions, PipelineWorld.Topology, PipelineWorld.Options));

        Assert.That(error.Errors.Select(one => one.Line), Has.All.EqualTo(service.Manifests.TaskDefinition.Place.Line + 2));
        Assert.That(error.Message, Does.Contain("networkmode"));
    }
}
