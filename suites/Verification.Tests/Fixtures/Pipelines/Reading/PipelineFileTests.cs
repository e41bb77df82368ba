using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Model;
using Verification.Fixtures.Pipelines.Reading;

namespace Verification.Tests.Fixtures.Pipelines.Reading;

public sealed class PipelineFileTests
{
    [Test]
    public void The_pipeline_of_this_repository_is_read_with_its_stages_and_steps()
    {
        var pipeline = PipelineFile.Parse(PipelineWorld.Yaml, PipelineWorld.File);

        Assert.That(pipeline.Stages.Select(group => string.Join('+', group.Stages.Select(stage => stage.Identifier))), Is.EqualTo(
            ["validate_prod+validate_analytics", "deploy_production", "deploy_analytics", "final_verification"]));
        var production = (DeploymentStage)pipeline.Stages[1].Stages[0];
        Assert.That(production.AllSteps.Select(step => step.Spec.Type), Is.EqualTo(
            ["EcsBlueGreenCreateService", "Http", "EcsBlueGreenSwapTargetGroups", "Wait", "Verify", "EcsBlueGreenRollback"]));
        Assert.That(production.FailureStrategies.Single().Action, Is.TypeOf<FailureAction.StageRollback>());
        Assert.That(production.AllSteps.First().Timeout, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(pipeline.NotificationRules.Select(rule => rule.Identifier), Is.EqualTo(["deployment_failed", "deployment_success"]));
    }

    [Test]
    public void A_script_knows_the_line_that_it_begins_at()
    {
        var pipeline = PipelineFile.Parse(PipelineWorld.Yaml, PipelineWorld.File);

        var script = (ShellScriptSpec)pipeline.AllStages.First().AllSteps.First().Spec;
        Assert.That(script.Script.Place.Line, Is.EqualTo(PipelineWorld.LineOf(PipelineWorld.Yaml, "set -euo pipefail")));
    }

    [Test]
    public void All_errors_come_at_once_with_their_lines_and_suggestions()
    {
        var yaml = PipelineWorld.Yaml
            .Replace("type: EcsBlueGreenSwapTargetGroups", "type: EcsBlueGreenSwapTargetGroup", StringComparison.Ordinal)
            .Replace("type: StageRollback", "type: StageRolback", StringComparison.Ordinal)
            .Replace("timeout: 15m", "timeout: 15 minutes", StringComparison.Ordinal);

        var errors = Errors(yaml);

        Assert.That(errors, Has.Some.Contains($":{PipelineWorld.LineOf(yaml, "type: EcsBlueGreenSwapTargetGroup")}:").And.Contains("did you mean \"EcsBlueGreenSwapTargetGroups\"?"));
        Assert.That(errors, Has.Some.Contains($":{PipelineWorld.LineOf(yaml, "timeout: 15 minutes")}:").And.Contains("a duration such as"));
        Assert.That(errors, Has.Some.Contains($":{PipelineWorld.LineOf(yaml, "StageRolback")}:").And.Contains("did you mean \"StageRollback\"?"));
        Assert.That(errors, Has.Length.EqualTo(7), () => string.Join('\n', errors));
    }

    [TestCase("doNotDownsizeOldService: true", "doNotDownsizeOldServices: true", "did you mean \"doNotDownsizeOldService\"?")]
    [TestCase("onDelegate: true", "onDelegat: true", "did you mean \"onDelegate\"?")]
    [TestCase("shell: Bash", "shell: PowerShell", "expected Bash")]
    [TestCase("type: Deployment", "type: Approval", "Custom or Deployment")]
    [TestCase("deploymentType: ECS", "deploymentType: Kubernetes", "expected ECS")]
    [TestCase("    - parallel:", "    - paralel:", "did you mean \"parallel\"?")]
    [TestCase("deployToAll: false", "deployToAll: true", "name one infrastructure")]
    [TestCase("identifier: check_prod_cluster", "identifier: check-prod-cluster", "an identifier")]
    [TestCase("identifier: deploy_analytics", "identifier: deploy_production", "no other stage has")]
    [TestCase("identifier: swap_target_groups", "identifier: create_green_service", "no other step has")]
    [TestCase("type: PipelineFailed", "type: PipelineFail", "did you mean \"PipelineFailed\"?")]
    [TestCase("pipeline:\n", "pipelines:\n", "did you mean \"pipeline\"?")]
    [TestCase("webhookUrl: <+secrets", "webhookUrl: <+<+secrets", "close the expression")]
    public void A_slip_is_refused_with_what_was_meant(string before, string after, string hint)
    {
        var errors = Errors(PipelineWorld.With(before, after));

        Assert.That(errors, Has.Length.EqualTo(1), () => string.Join('\n', errors));
        Assert.That(errors[0], Does.Match(@"^multi-cluster-notification\.yaml:\d+:\d+ ").Or.Match(@"^multi-cluster-notification\.yaml:\d+:\d+: ").And.Contain(hint));
    }

    [Test]
    public void Failure_strategies_of_every_kind_are_read()
    {
        var yaml = PipelineWorld.OneStage(PipelineWorld.Script("a", "true", """
            failureStrategies:
              - onFailure:
                  errors: [Timeout, Verification]
                  action:
                    type: Retry
                    spec:
                      retryCount: 2
                      retryIntervals: [10s, 1m]
                      onRetryFailure:
                        action:
                          type: Ignore
              - onFailure:
                  errors: [AllErrors]
                  action:
                    type: ManualIntervention
                    spec:
                      timeout: 1h
                      onTimeout:
                        action:
                          type: Abort
            """));

        var strategies = PipelineFile.Parse(yaml, "f.yaml").AllStages.Single().AllSteps.Single().FailureStrategies;

        Assert.That(strategies[0].Action, Is.EqualTo(new FailureAction.Retry(2, ((FailureAction.Retry)strategies[0].Action).Intervals, new FailureAction.Ignore())));
        Assert.That(FailureStrategy.For(FailureKind.Timeout, strategies), Is.SameAs(strategies[0]));
        Assert.That(FailureStrategy.For(FailureKind.Application, strategies)!.Action, Is.EqualTo(new FailureAction.ManualIntervention(TimeSpan.FromHours(1), new FailureAction.Abort())));
    }

    [Test]
    public void The_guides_way_to_write_listeners_is_read_as_well()
    {
        var yaml = PipelineWorld.Yaml
            .Replace("loadBalancer: prod-alb\n                    prodListener: ", "loadBalancer:\n                      loadBalancerArn: arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/prod-alb/xyz789\n                      prodListenerArn: ", StringComparison.Ordinal)
            .Replace("                    prodListenerRuleArn: arn:aws:elasticloadbalancing:us-east-1", "                      prodListenerRuleArn: arn:aws:elasticloadbalancing:us-east-1", StringComparison.Ordinal)
            .Replace("                    stageListener: arn:aws:elasticloadbalancing:us-east-1", "                      stageListenerArn: arn:aws:elasticloadbalancing:us-east-1", StringComparison.Ordinal)
            .Replace("                    stageListenerRuleArn: arn:aws:elasticloadbalancing:us-east-1", "                      stageListenerRuleArn: arn:aws:elasticloadbalancing:us-east-1", StringComparison.Ordinal);

        var creates = PipelineFile.Parse(yaml, "f.yaml").AllStages.SelectMany(stage => stage.AllSteps).Select(step => step.Spec).OfType<BlueGreenCreateSpec>().ToList();

        Assert.That(creates.Select(create => create.LoadBalancer.IsNested), Is.EqualTo([true, false]));
        Assert.That(creates[0].LoadBalancer.ProductionListener.Text, Does.EndWith("xyz789/abc123"));
    }

    [Test]
    public void Whatever_is_done_to_the_file_it_is_read_or_refused()
    {
        var random = new Random(20261125);
        for (var i = 0; i < 300; i++)
        {
            var text = PipelineWorld.Yaml.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                text[random.Next(text.Length)] = "\n :-<+>{}[]\"'&*|#x1"[random.Next(19)];
            }

            Assert.That(() => Errors(new string(text)), Throws.Nothing);
        }
    }

    private static string[] Errors(string yaml)
    {
        try
        {
            PipelineFile.Parse(yaml, PipelineWorld.File);
            return [];
        }
        catch (PipelineException error)
        {
            return [.. error.Errors.Select(one => one.ToString())];
        }
    }
}
