using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>The pipeline of this repository on the guide's clusters.</summary>
public sealed class GuidePipelineTests
{
    private SandboxRun _run = null!;

    [SetUp]
    public async Task SetUp() => _run = await SandboxRun.StartAsync();

    [TearDown]
    public async Task TearDown() => await _run.DisposeAsync();

    [Test]
    public async Task A_new_version_goes_to_both_clusters()
    {
        await _run.TagAsync("v1.3.0");

        var result = await _run.RunAsync("v1.3.0", PipelineWorld.Yaml);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success), result.Why);
        Assert.That(await _run.VersionsAsync(), Is.EqualTo(["v1.3.0", "v1.3.0"]));
        Assert.That(result.Stages.SelectMany(stage => stage.Steps).Where(step => step.Type == "Verify").Select(step => step.Why), Is.EqualTo(
            ["all 38 checks passed", "all 32 checks passed"]));
    }

    [Test]
    public async Task When_production_is_not_well_afterwards_it_is_rolled_back_and_analytics_is_not_touched()
    {
        await _run.TagAsync("v1.3.0");

        // What is ill is what the stage's last look finds: the new version is not the one that it expects.
        var result = await _run.RunAsync("v1.3.0", PipelineWorld.With(
            "                  type: Verify\n                  name: Verify Production", "                  type: Http\n                  spec: { url: \"http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version\", method: GET, assertion: <+httpResponseCode> == 418 }\n                  name: Verify Production"));

        Assert.That(result.Stages.Select(stage => (stage.Identifier, stage.Status, stage.IsRolledBack)), Is.EqualTo(
        [
            ("validate_prod", RunStatus.Success, false), ("validate_analytics", RunStatus.Success, false), ("deploy_production", RunStatus.Failed, true),
            ("deploy_analytics", RunStatus.Skipped, false), ("final_verification", RunStatus.Skipped, false),
        ]), result.Why);
        Assert.That(result.Stages[2].Steps[^1].Status, Is.EqualTo(RunStatus.Success), result.Stages[2].Steps[^1].Why);
        Assert.That(await _run.VersionsAsync(), Is.EqualTo(["v1.2.3", "v1.2.3"]));
    }

    [Test]
    public async Task What_AWS_refuses_a_step_is_the_cause_although_whoever_looks_is_refused_nothing()
    {
        await _run.TagAsync("v1.3.0");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var fault = new StringContent("""{"kind":"access-denied","service":"ecs","operation":"CreateService"}""");
        (await http.PostAsync(new Uri(_run.Target.Url, "/_sandbox/faults"), fault)).EnsureSuccessStatusCode();

        var result = await _run.RunAsync("v1.3.0", PipelineWorld.Yaml);

        Assert.That(result.Stages[2].Status, Is.EqualTo(RunStatus.Failed), result.Why);
        Assert.That(result.Stages[2].Cause?.Id, Is.EqualTo("access-denied"), result.Why);
        Assert.That(result.Stages[2].Cause!.For[0].Text, Does.Contain("ecs:CreateService"));
    }

    [Test]
    public async Task A_tag_that_does_not_exist_is_refused_before_the_first_change()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => _run.RunAsync("v9.9.9", PipelineWorld.Yaml));

        Assert.That(error!.Errors.Select(one => one.Expected), Is.EqualTo(
            ["image notification-service:v9.9.9 in ECR of us-east-1", "image notification-service:v9.9.9 in ECR of us-west-2"]));
        Assert.That(_run.Target.Calls.Calls.Keys, Has.None.Contains("Register").And.None.Contains("CreateService").And.None.Contains("ModifyRule"));
    }

    [Test]
    public async Task Validation_that_fails_ends_it_before_the_first_change()
    {
        await _run.TagAsync("v1.3.0");

        var result = await _run.RunAsync("v1.3.0", PipelineWorld.Yaml, verification: "false");

        Assert.That(result.Stages.Skip(2).Select(stage => stage.Status), Has.All.EqualTo(RunStatus.Skipped));
        Assert.That(_run.Target.Calls.Calls.Keys, Has.None.Contains("Register"));
    }

    [Test]
    public async Task A_listener_that_is_another_than_the_topologys_is_refused_before_the_first_change()
    {
        // It is there, and it is the stage listener.
        var error = await Assert.ThrowsAsync<PipelineException>(() => _run.RunAsync("latest", PipelineWorld.With(
            "prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/abc123", "prodListener: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/def456")));

        Assert.That(error!.Message, Does.Contain("the production listener of prod-cluster").And.Contain("Pipeline and topology must mean the same"));
    }
}
