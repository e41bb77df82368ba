using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.Strategies;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StrategyRulesTests
{
    private StagedWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await StagedWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public void Defaults_are_those_of_AWS()
    {
        var linear = _world.Create(new DeploymentConfiguration { Strategy = "LINEAR" }).DeploymentConfiguration;
        var canary = _world.Create(new DeploymentConfiguration { Strategy = "CANARY" }, request => request.ServiceName = "other").DeploymentConfiguration;

        Assert.That((linear.BakeTimeInMinutes, linear.LinearConfiguration.StepPercent, linear.LinearConfiguration.StepBakeTimeInMinutes), Is.EqualTo((15, 10, 6)));
        Assert.That((canary.CanaryConfiguration.CanaryPercent, canary.CanaryConfiguration.CanaryBakeTimeInMinutes), Is.EqualTo((5, 10)));
    }

    [TestCase("BLUE_GREEN", null, "bakeTimeInMinutes is required")]
    [TestCase("BLUE_GREEN", 1441, "bakeTimeInMinutes must be between 0 and 1440.")]
    [TestCase("PURPLE", 1, "'PURPLE' is not a valid deployment strategy.")]
    public void A_strategy_needs_its_times(string strategy, int? bake, string message) => Refused(
        request => request.DeploymentConfiguration = new DeploymentConfiguration { Strategy = strategy, BakeTimeInMinutes = bake }, message);

    [TestCase(2.9)]
    [TestCase(100.1)]
    public void A_linear_step_is_3_to_100_percent(double percent) => Refused(
        request => request.DeploymentConfiguration = new DeploymentConfiguration { Strategy = "LINEAR", LinearConfiguration = new LinearConfiguration { StepPercent = percent } },
        "stepPercent must be a multiple of 0.1 between 3.0 and 100.0.");

    [TestCase(0)]
    [TestCase(0.15)]
    [TestCase(101)]
    public void A_canary_is_a_tenth_to_100_percent(double percent) => Refused(
        request => request.DeploymentConfiguration = new DeploymentConfiguration { Strategy = "CANARY", CanaryConfiguration = new CanaryConfiguration { CanaryPercent = percent } },
        "canaryPercent must be a multiple of 0.1 between 0.1 and 100.0.");

    [Test]
    public void Steps_of_another_strategy_are_refused() => Refused(
        request => request.DeploymentConfiguration.CanaryConfiguration = new CanaryConfiguration(), "canaryConfiguration is only valid when the deployment strategy is CANARY.");

    [Test]
    public void A_load_balancer_needs_its_advanced_configuration()
    {
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration = null, "An advancedConfiguration with alternateTargetGroupArn");
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration.AlternateTargetGroupArn = _world.Blue, "must be different from the targetGroupArn");
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration.ProductionListenerRule = _world.Production + "0", "does not exist");
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration.TestListenerRule = _world.Production, "must be different from the productionListenerRule");
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration.RoleArn = "arn:aws:iam::123456789012:role/execution", "trusts the service principal ecs.amazonaws.com");
        Refused(request => request.LoadBalancers[0].AdvancedConfiguration.RoleArn = "arn:aws:iam::123456789012:role/none", "Unable to assume role");
        Refused(request => request.DeploymentConfiguration = new DeploymentConfiguration(), "advancedConfiguration of a load balancer with the deployment strategy ROLLING");
    }

    [Test]
    public void Hooks_pause_and_not_everywhere()
    {
        Refused(request => request.DeploymentConfiguration.LifecycleHooks = [new DeploymentLifecycleHook { HookTargetArn = "arn:aws:lambda:us-east-1:123456789012:function:f" }], "no Lambda");
        Refused(request => request.DeploymentConfiguration.LifecycleHooks = [StagedWorld.Pause("TEST_TRAFFIC_SHIFT")], "cannot be used at the lifecycle stage TEST_TRAFFIC_SHIFT");
        Refused(request => request.DeploymentConfiguration.LifecycleHooks = [StagedWorld.Pause("PRODUCTION_TRAFFIC_SHIFT")], "cannot be used at the lifecycle stage PRODUCTION_TRAFFIC_SHIFT");
        Refused(request => request.DeploymentConfiguration.LifecycleHooks = [StagedWorld.Pause("BAKE_TIME")], "cannot be used at the lifecycle stage BAKE_TIME");
        Refused(request => request.DeploymentConfiguration.LifecycleHooks = [StagedWorld.Pause("POST_SCALE_UP", minutes: 20161)], "timeoutInMinutes must be between 1 and 20160.");
    }

    [TestCase("LINEAR", 10, ExpectedResult = "10 20 30 40 50 60 70 80 90 100")]
    [TestCase("LINEAR", 33.3, ExpectedResult = "33.3 66.6 99.9 100")]
    [TestCase("LINEAR", 100, ExpectedResult = "100")]
    [TestCase("CANARY", 0.1, ExpectedResult = "0.1 100")]
    [TestCase("CANARY", 100, ExpectedResult = "100")]
    [TestCase("BLUE_GREEN", 0, ExpectedResult = "100")]
    public string Steps(string strategy, double percent) => string.Join(' ', TrafficSteps.Of(new DeploymentConfiguration
    {
        Strategy = strategy,
        LinearConfiguration = new LinearConfiguration { StepPercent = percent },
        CanaryConfiguration = new CanaryConfiguration { CanaryPercent = percent },
    }).Select(step => FormattableString.Invariant($"{step}")));

    private void Refused(Action<CreateServiceRequest> change, string message) =>
        Assert.That(EcsCaller.Error(() => _world.Create(StagedWorld.Strategy("BLUE_GREEN"), change)).Message, Does.Contain(message));
}
