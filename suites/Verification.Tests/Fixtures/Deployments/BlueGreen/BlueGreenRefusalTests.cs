using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What could not end well is refused before anything is changed, with what to do.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BlueGreenRefusalTests
{
    private const string ProductionGroup = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-tg/abc123";
    private const string StageGroup = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-stage-tg/abc124";

    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task One_rule_for_production_and_stage() => await RefusedAsync(settings => settings with { Stage = settings.Production }, "a rule each", "create a stage listener or rule");

    [Test]
    public async Task A_rule_that_does_not_exist() =>
        await RefusedAsync(settings => settings with { Stage = settings.Stage with { RuleArn = settings.Stage.RuleArn + "x" } }, "stage rule", "describe-rules");

    [Test]
    public async Task A_listener_of_another_load_balancer() =>
        await RefusedAsync(settings => settings with { LoadBalancer = "other-alb" }, "load balancer other-alb", "Name the load balancer");

    [Test]
    public async Task A_default_rule_that_does_not_forward() =>
        await RefusedAsync(settings => settings with { Production = settings.Production with { RuleArn = "" } }, "no forward action", "Give the rule that forwards");

    [Test]
    public async Task A_manifest_without_a_load_balancer()
    {
        await RefusedAsync(settings =>
        {
            settings.Service.LoadBalancers = null;
            return settings;
        }, "one load balancer with a container name and port", "add loadBalancers");
    }

    [Test]
    public async Task A_manifest_that_names_a_target_group()
    {
        await RefusedAsync(settings =>
        {
            settings.Service.LoadBalancers[0].TargetGroupArn = StageGroup;
            return settings;
        }, "<+targetGroupArn>", "change places");
    }

    [Test]
    public async Task A_traffic_shift_that_is_under_way()
    {
        await ForwardAsync((ProductionGroup, 90), (StageGroup, 10));

        await RefusedAsync(settings => settings, "notification-prod-tg weight 90, notification-prod-stage-tg weight 10", "End the traffic shift");
    }

    [Test]
    public async Task Rules_that_forward_to_the_same_group()
    {
        await ForwardAsync((StageGroup, 1));

        await RefusedAsync(settings => settings, "both forward to notification-prod-stage-tg", "A swap may have died");
    }

    [Test]
    public async Task Two_services_in_productions_group()
    {
        var settings = await _world.SettingsAsync(Prod, New);
        settings.Service.Cluster = Prod.Name;
        settings.Service.ServiceName = "notification-service__2";
        settings.Service.TaskDefinition = Prod.Family;
        settings.Service.LoadBalancers[0].TargetGroupArn = ProductionGroup;
        await _world.Target.In(Prod.Region).Ecs.CreateServiceAsync(settings.Service, Token);

        await RefusedAsync(settings => settings, "notification-service__2 (", "scale the one down");
    }

    [Test]
    public async Task Another_services_tasks_in_greens_group()
    {
        var settings = await _world.SettingsAsync(Prod, New);
        settings.Service.Cluster = Prod.Name;
        settings.Service.ServiceName = "someone-elses";
        settings.Service.TaskDefinition = Prod.Family;
        settings.Service.LoadBalancers[0].TargetGroupArn = StageGroup;
        await _world.Target.In(Prod.Region).Ecs.CreateServiceAsync(settings.Service, Token);

        await RefusedAsync(settings => settings, "someone-elses", "take it out of the group");
        Assert.That(await _world.ServiceAsync(Prod, "someone-elses"), Has.Property(nameof(Service.DesiredCount)).EqualTo(3), "it is not ours");
    }

    [Test]
    public async Task A_swap_without_a_create()
    {
        var refused = await Refusal.OfAsync(() => _world.Driver(Prod).SwapAsync(Swapping, Token));

        Assert.That(refused.Message, Does.Contain("Create green first"));
    }

    [Test]
    public async Task A_swap_after_someone_changed_the_rule()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await ForwardAsync((ProductionGroup, 50), (StageGroup, 50));

        var refused = await Refusal.OfAsync(() => driver.SwapAsync(Swapping, Token));

        Assert.That(refused.Message, Does.Contain("as it was when green was created"));
    }

    [Test]
    public async Task A_second_run_while_the_first_one_lives()
    {
        using var first = JournalFile.Open(_world.JournalOf(Prod));
        var settings = await _world.SettingsAsync(Prod, New);

        await Assert.ThrowsAsync<JournalException>(() => _world.Driver(Prod).CreateAsync(settings, Token), "another run is at work");
    }

    [Test]
    public async Task A_rollback_without_a_create_is_skipped_in_Harnesss_words()
    {
        var back = await _world.Driver(Prod).RollbackAsync(TimeSpan.FromMinutes(1), Token);

        Assert.That((back.Kind, back.Message), Is.EqualTo((RollbackKind.Skipped, "Blue Green Create Service step is not configured.")));
    }

    private async Task ForwardAsync(params (string Group, int Weight)[] groups) => await _world.Target.In(Prod.Region).LoadBalancing.ModifyRuleAsync(
        new ModifyRuleRequest
        {
            RuleArn = Prod.ProductionRule.RuleArn,
            Actions =
            [
                new Action
                {
                    Type = "forward",
                    ForwardConfig = new ForwardActionConfig { TargetGroups = [.. groups.Select(one => new TargetGroupTuple { TargetGroupArn = one.Group, Weight = one.Weight })] },
                },
            ],
        },
        Token);

    private async Task RefusedAsync(Func<BlueGreenSettings, BlueGreenSettings> change, string observed, string whatToDo)
    {
        var settings = change(await _world.SettingsAsync(Prod, New));
        var before = await _world.ForwardAsync(Prod, Prod.ProductionRule);

        var refused = await Refusal.OfAsync(() => _world.Driver(Prod).CreateAsync(settings, Token));

        Assert.That(refused.Message, Does.Contain(observed).And.Contain(whatToDo));
        Assert.That(await _world.ServiceAsync(Prod, "notification-service__1"), Is.Null);
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo(before));
    }
}
