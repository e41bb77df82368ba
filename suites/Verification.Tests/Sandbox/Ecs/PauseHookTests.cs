using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PauseHookTests
{
    private StagedWorld _world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await StagedWorld.StartAsync();
        await _world.CreateAndSettleAsync(StagedWorld.Strategy("BLUE_GREEN", bake: 0));
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_deployment_waits_at_a_pause_until_it_is_continued()
    {
        await ToPauseAsync(StagedWorld.Pause("POST_TEST_TRAFFIC_SHIFT"));
        var awaiting = _world.Deployment().LifecycleHookDetails.Single();
        var began = _world.Server.Account.Now;
        await _world.AdvanceAsync(600);
        var waited = _world.Deployment();

        _world.Answer();
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "continued");

        Assert.That((awaiting.TargetType.Value, awaiting.Status.Value, awaiting.TimeoutAction.Value), Is.EqualTo(("PAUSE", "AWAITING_ACTION", "ROLLBACK")));
        Assert.That(awaiting.HookId, Does.Match("^ecs-pause-[A-Za-z0-9]{43}$"));
        Assert.That(awaiting.ExpiresAt - began, Is.EqualTo(TimeSpan.FromHours(24)).Within(TimeSpan.FromSeconds(1)));
        Assert.That((waited.Status.Value, waited.LifecycleStage.Value), Is.EqualTo(("IN_PROGRESS", "POST_TEST_TRAFFIC_SHIFT")));
        Assert.That(_world.Deployment().LifecycleHookDetails.Single().Status.Value, Is.EqualTo("SUCCEEDED"));
        Assert.That(await _world.VersionsAsync(), Is.EqualTo("v2:10"));
    }

    [Test]
    public async Task It_goes_back_when_the_answer_is_rollback()
    {
        await ToPauseAsync(StagedWorld.Pause("POST_TEST_TRAFFIC_SHIFT"));

        _world.Answer("ROLLBACK");
        await _world.UntilAsync(() => _world.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL", "rolled back");

        Assert.That(_world.Deployment().LifecycleHookDetails.Single().Status.Value, Is.EqualTo("FAILED"));
        Assert.That((await _world.VersionsAsync(), await _world.VersionsAsync(8080)), Is.EqualTo(("v1:10", "v1:10")));
    }

    [TestCase("CONTINUE", "SUCCESSFUL", "v2:10")]
    [TestCase("ROLLBACK", "ROLLBACK_SUCCESSFUL", "v1:10")]
    public async Task Without_an_answer_the_timeout_decides(string action, string status, string versions)
    {
        await ToPauseAsync(StagedWorld.Pause("POST_SCALE_UP", minutes: 5, action));
        await _world.AdvanceAsync(290);
        var before = _world.Deployment().LifecycleHookDetails.Single().Status.Value;

        await _world.UntilAsync(() => _world.Deployment().Status.Value == status, status);

        Assert.That((before, _world.Deployment().LifecycleHookDetails.Single().Status.Value), Is.EqualTo(("AWAITING_ACTION", "TIMED_OUT")));
        Assert.That(await _world.VersionsAsync(), Is.EqualTo(versions));
    }

    [Test]
    public async Task Before_every_step_of_production_it_pauses_again()
    {
        var configuration = StagedWorld.Strategy("LINEAR", bake: 0, StagedWorld.Pause("PRE_PRODUCTION_TRAFFIC_SHIFT"));
        configuration.LinearConfiguration = new LinearConfiguration { StepPercent = 50, StepBakeTimeInMinutes = 0 };
        _world.Deploy("v2", request => request.DeploymentConfiguration = configuration);
        var weights = new List<string>();
        for (var step = 0; step < 2; step++)
        {
            await _world.UntilAsync(() => _world.Deployment().LifecycleHookDetails.Exists(hook => hook.Status.Value == "AWAITING_ACTION"), "pause");
            weights.Add(_world.Weights(_world.Production));
            _world.Answer("CONTINUE");
        }

        await _world.UntilAsync(() => _world.Deployment().Status.Value == "SUCCESSFUL", "v2");

        Assert.That(weights, Is.EqualTo(["100/0", "50/50"]));
        Assert.That(_world.Deployment().LifecycleHookDetails.Select(hook => hook.Status.Value), Is.EqualTo(["SUCCEEDED", "SUCCEEDED"]));
    }

    [Test]
    public async Task Only_a_hook_that_waits_can_be_answered()
    {
        await ToPauseAsync(StagedWorld.Pause("POST_SCALE_UP"));
        var deployment = _world.Deployment();
        _world.Answer();

        Assert.That(Answer(deployment.ServiceDeploymentArn, deployment.LifecycleHookDetails[0].HookId), Is.EqualTo("InvalidParameterException"), "it was answered already");
        Assert.That(Answer(deployment.ServiceDeploymentArn, "ecs-pause-none"), Is.EqualTo("InvalidParameterException"));
        Assert.That(Answer("arn:aws:ecs:us-east-1:123456789012:service-deployment/prod/web/none", "ecs-pause-none"), Is.EqualTo("ServiceDeploymentNotFoundException"));
    }

    private async Task ToPauseAsync(DeploymentLifecycleHook hook)
    {
        _world.Deploy("v2", request => request.DeploymentConfiguration = StagedWorld.Strategy("BLUE_GREEN", bake: 0, hook));
        await _world.UntilAsync(() => _world.Deployment().LifecycleHookDetails.Count == 1, "pause");
    }

    private string Answer(string deployment, string hook) => EcsCaller.Error(() => _world.Control.ContinueServiceDeployment(
        new ContinueServiceDeploymentRequest { ServiceDeploymentArn = deployment, HookId = hook }, _world.Elb.East)).Code;
}
