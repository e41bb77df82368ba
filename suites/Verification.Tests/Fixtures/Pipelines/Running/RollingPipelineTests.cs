using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>Rolling steps on the guide's production cluster, from the deployment to the stage's rollback.</summary>
public sealed class RollingPipelineTests
{
    private SandboxRun _run = null!;

    [SetUp]
    public async Task SetUp() => _run = await SandboxRun.StartAsync();

    [TearDown]
    public async Task TearDown() => await _run.DisposeAsync();

    [Test]
    public async Task A_new_version_is_rolled_out()
    {
        await _run.TagAsync("v1.3.0");

        var result = await _run.RunAsync("v1.3.0", Pipeline("20m"));

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success), result.Why);
        Assert.That(result.Stages[0].Steps.Single().Why, Does.StartWith("completed: notification-service-prod:"));
        Assert.That(await _run.VersionsAsync(), Is.EqualTo(["v1.3.0", "v1.2.3"]));
        Assert.That((_run.Journal.Status, _run.Journal.Open), Is.EqualTo((RunStatus.Success, Array.Empty<PipelineEvent>())));
    }

    [Test]
    public async Task What_fails_after_the_deployment_takes_the_service_back_to_what_it_ran_before()
    {
        await _run.TagAsync("v1.3.0");
        var before = await TaskDefinitionAsync();

        var result = await _run.RunAsync("v1.3.0", Pipeline("20m", """
            - step:
                type: Http
                name: Is It Well
                identifier: is_it_well
                spec: { url: "http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version", method: GET, assertion: <+httpResponseCode> == 418 }
                timeout: 30s
            """));

        Assert.That(result.Stages.Select(stage => (stage.Status, stage.IsRolledBack)), Is.EqualTo([(RunStatus.Failed, true)]), result.Why);
        Assert.That(result.Stages[0].Steps.Select(step => (step.Identifier, step.Status)), Is.EqualTo(
            [("roll", RunStatus.Success), ("is_it_well", RunStatus.Failed), ("roll_back", RunStatus.Success)]), result.Stages[0].Steps[^1].Why);
        Assert.That(await TaskDefinitionAsync(), Is.EqualTo(before));
        Assert.That(await _run.VersionsAsync(), Is.EqualTo(["v1.2.3", "v1.2.3"]));
    }

    [TestCase("20m", RunStatus.Failed, "CannotPullContainerError")]
    [TestCase("10s", RunStatus.Expired, "timed out")]
    public async Task A_deployment_that_does_not_come_up_or_not_in_time_is_taken_back(string timeout, RunStatus expected, string why)
    {
        var before = await TaskDefinitionAsync();

        var result = await _run.RunAsync("v9.9.9", Pipeline(timeout), preflight: false);

        Assert.That(result.Stages[0].Steps.Select(step => (step.Identifier, step.Status)), Is.EqualTo([("roll", expected), ("roll_back", RunStatus.Success)]), result.Stages[0].Steps[^1].Why);
        Assert.That(result.Why, Does.Contain(why));
        Assert.That(await TaskDefinitionAsync(), Is.EqualTo(before));
        Assert.That(await _run.VersionsAsync(), Is.EqualTo(["v1.2.3", "v1.2.3"]));
    }

    [Test]
    public async Task Where_nothing_was_begun_nothing_is_taken_back()
    {
        await _run.Target.In("us-east-1").Ecs.DeleteServiceAsync(new DeleteServiceRequest { Cluster = "prod-cluster", Service = "notification-service", Force = true });
        await _run.TagAsync("v1.3.0");

        var result = await _run.RunAsync("v1.3.0", Pipeline("20m"), preflight: false);

        Assert.That(result.Why, Does.Contain("an ACTIVE service to roll"));
        Assert.That(result.Stages[0].Steps[^1].Why, Is.EqualTo("nothing was deployed, so that nothing is taken back"));
        Assert.That(_run.Target.Calls.Calls.Keys, Has.None.Contains("RegisterTaskDefinition").And.None.Contains("UpdateService"));
    }

    private async Task<string> TaskDefinitionAsync() =>
        (await _run.Target.In("us-east-1").Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = "prod-cluster", Services = ["notification-service"] })).Services[0].TaskDefinition;

    private static string Pipeline(string timeout, string more = "") => $$"""
        pipeline:
          name: Rolling
          identifier: rolling
          stages:
            - stage:
                name: Roll
                identifier: roll_stage
                type: Deployment
                spec:
                  deploymentType: ECS
                  service:
                    serviceRef: notification_service
                    serviceInputs:
                      serviceDefinition:
                        type: ECS
                        spec:
                          artifacts:
                            primary:
                              primaryArtifactRef: <+input>
                              sources: <+input>
                          variables:
                            - { name: cpu, type: String, value: "512" }
                            - { name: memory, type: String, value: "1024" }
                            - { name: desiredCount, type: String, value: "3" }
                  environment:
                    environmentRef: production
                    deployToAll: false
                    infrastructureDefinitions:
                      - identifier: prod_ecs_infra
                  execution:
                    steps:
                      - step:
                          type: EcsRollingDeploy
                          name: Roll
                          identifier: roll
                          timeout: {{timeout}}
        {{PipelineWorld.Indented(more, 14)}}
                    rollbackSteps:
                      - step:
                          type: EcsRollingRollback
                          name: Roll Back
                          identifier: roll_back
                          timeout: 20m
                failureStrategies:
                  - onFailure:
                      errors: [AllErrors]
                      action:
                        type: StageRollback
        """;
}
