using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BlueGreenDriverTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_deployment_moves_traffic_once_and_a_rollback_moves_it_back_without_a_failed_request()
    {
        await using var probe = _world.Probe(Prod);
        var driver = _world.Driver(Prod);

        var created = await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        var between = (await _world.ForwardAsync(Prod, Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule));
        await driver.SwapAsync(Swapping, Token);
        var swapped = (await _world.ForwardAsync(Prod, Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule));
        var tags = (TagOf(await _world.ServiceAsync(Prod, created.NewService)), TagOf(await _world.ServiceAsync(Prod, Name)));
        var back = await driver.RollbackAsync(Patience, Token);
        await probe.StopAsync();

        Assert.That((created.OldService, created.NewService, created.IsFirstDeployment), Is.EqualTo((Name, "notification-service__1", false)), "the plain service is adopted");
        Assert.That(between, Is.EqualTo(("notification-prod-tg", "notification-prod-stage-tg")));
        Assert.That(swapped, Is.EqualTo(("notification-prod-stage-tg", "notification-prod-tg")));
        Assert.That(tags, Is.EqualTo(("BLUE", "GREEN")));
        Assert.That((back.Kind, back.Serving, back.IsClean), Is.EqualTo((RollbackKind.TrafficBack, Name, true)));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-tg"));
        Assert.That(TagOf(await _world.ServiceAsync(Prod, Name)), Is.EqualTo("BLUE"));
        Assert.That(await _world.ServiceAsync(Prod, created.NewService), Has.Property("DesiredCount").Zero.And.Property("RunningCount").Zero);
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([Old, New, Old]), () => $"{probe.Requests} requests");
    }

    [Test]
    public async Task Where_nobody_serves_yet_it_is_the_first_deployment_and_a_rollback_leaves_nobody()
    {
        var settings = await _world.SettingsAsync(Prod, New);
        await _world.Target.In(Prod.Region).Ecs.DeleteServiceAsync(new DeleteServiceRequest { Cluster = Prod.Name, Service = Name, Force = true }, Token);
        await _world.Target.Clock.DelayAsync(TimeSpan.FromMinutes(2), Token);
        var driver = _world.Driver(Prod);

        var created = await driver.CreateAsync(settings, Token);
        var swapped = await driver.SwapAsync(Swapping, Token);
        var back = await driver.RollbackAsync(Patience, Token);

        Assert.That((created.IsFirstDeployment, created.OldService, swapped.OldService), Is.EqualTo((true, (string?)null, (string?)null)));
        Assert.That((back.Kind, back.Serving), Is.EqualTo((RollbackKind.TrafficBack, (string?)null)));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-tg"));
    }

    [Test]
    public async Task A_rule_with_weights_and_stickiness_keeps_both_and_comes_back_as_it_was()
    {
        await _world.Target.In(Prod.Region).LoadBalancing.ModifyRuleAsync(new ModifyRuleRequest { RuleArn = Prod.ProductionRule.RuleArn, Actions = [Weighted(100, 0)] }, Token);
        var before = await _world.RuleAsync(Prod, Prod.ProductionRule);
        var driver = _world.Driver(Prod);

        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.SwapAsync(Swapping, Token);
        var swapped = await _world.RuleAsync(Prod, Prod.ProductionRule);
        await driver.RollbackAsync(Patience, Token);
        var after = await _world.RuleAsync(Prod, Prod.ProductionRule);

        Assert.That(Words(swapped), Is.EqualTo("notification-prod-tg 0, notification-prod-stage-tg 100, sticky 60"));
        Assert.That(Words(after), Is.EqualTo(Words(before)));
    }

    [Test]
    public async Task Old_services_that_are_kept_do_not_get_traffic_again_when_their_group_does()
    {
        var driver = _world.Driver(Prod);
        await using var probe = _world.Probe(Prod);

        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.SwapAsync(Swapping with { DoNotDownsizeOldService = true }, Token);
        var kept = await _world.ServiceAsync(Prod, Name);
        var next = await driver.CreateAsync(await _world.SettingsAsync(Prod, Old), Token);
        await driver.SwapAsync(Swapping with { DoNotDownsizeOldService = true }, Token);
        await probe.StopAsync();

        Assert.That(kept!.DesiredCount, Is.EqualTo(3));
        Assert.That((next.OldService, next.NewService), Is.EqualTo(("notification-service__1", "notification-service__2")));
        Assert.That((await _world.ServiceAsync(Prod, Name))!.RunningCount, Is.Zero, "it stood in the group that production goes to");
        Assert.That((await _world.ServiceAsync(Prod, "notification-service__1"))!.RunningCount, Is.EqualTo(3));
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([Old, New, Old]));
    }

    [Test]
    public async Task The_old_service_goes_on_for_as_long_as_is_asked()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        var before = _world.Target.Clock.Now;

        var swapped = await driver.SwapAsync(Swapping with { DownsizeOldServiceDelay = TimeSpan.FromMinutes(5) }, Token);

        Assert.That(swapped, Is.EqualTo(new BlueGreenSwapped("notification-service__1", Name, OldIsDownsized: true)));
        Assert.That(_world.Target.Clock.Now - before, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
        Assert.That((await _world.ServiceAsync(Prod, Name))!.DesiredCount, Is.Zero);
    }

    private static Action Weighted(int production, int stage) => new()
    {
        Type = "forward",
        ForwardConfig = new ForwardActionConfig
        {
            TargetGroups =
            [
                new TargetGroupTuple { TargetGroupArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123", Weight = production },
                new TargetGroupTuple { TargetGroupArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-stage-tg/abc124", Weight = stage },
            ],
            TargetGroupStickinessConfig = new TargetGroupStickinessConfig { Enabled = true, DurationSeconds = 60 },
        },
    };

    private static string Words(Rule rule)
    {
        var forward = rule.Actions.Single().ForwardConfig;
        return string.Join(", ", forward.TargetGroups.Select(group => $"{group.TargetGroupArn.Split('/')[1]} {group.Weight}").Append($"sticky {forward.TargetGroupStickinessConfig.DurationSeconds}"));
    }

    private static string? TagOf(Service? service) => service?.Tags.Find(tag => tag.Key == "BG_VERSION")?.Value;
}
