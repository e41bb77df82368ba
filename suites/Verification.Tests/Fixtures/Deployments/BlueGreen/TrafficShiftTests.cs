using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrafficShiftTests
{
    private const string Green = "notification-service__1";

    private static readonly string[] Steps = [StepNames.Shift, StepNames.VerifyGreen, StepNames.ShiftWeights, StepNames.TagNew, StepNames.TagOld];

    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await BlueGreenWorld.StartAsync();
        await _world.WeighAsync(100, 0);
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Traffic_moves_by_weights_tags_change_with_the_last_and_a_rollback_restores_both()
    {
        await using var probe = _world.Probe(Prod);
        await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(New, ShiftWorld.Second), Token);
        var created = await _world.WeightsAsync(Prod.ProductionRule);

        await _world.Shifts().ShiftAsync(30, Patience, Token);
        var some = (await _world.WeightsAsync(Prod.ProductionRule), await _world.TagAsync(Green), await _world.TagAsync(Name));
        await _world.Shifts().ShiftAsync(100, Patience, Token);
        var all = (await _world.WeightsAsync(Prod.ProductionRule), await _world.TagAsync(Green), await _world.TagAsync(Name));
        var old = await _world.ServiceAsync(Prod, Name);
        var back = await _world.Driver(Prod).RollbackAsync(Patience, Token);
        await probe.StopAsync();

        Assert.That(created, Is.EqualTo((100, 0)));
        Assert.That(some, Is.EqualTo(((70, 30), "GREEN", (string?)null)));
        Assert.That(all, Is.EqualTo(((0, 100), "BLUE", "GREEN")));
        Assert.That(old!.DesiredCount, Is.EqualTo(3), "a shift scales nothing down");
        Assert.That((back.Kind, back.Serving, back.IsClean), Is.EqualTo((RollbackKind.TrafficBack, Name, true)), back.Message);
        Assert.That(await _world.WeightsAsync(Prod.ProductionRule), Is.EqualTo((100, 0)));
        Assert.That((await _world.TagAsync(Green), await _world.TagAsync(Name)), Is.EqualTo(("GREEN", "BLUE")));
        Assert.That((await _world.ServiceAsync(Prod, Green))!.DesiredCount, Is.Zero);
        Assert.That(probe.Failures, Is.Empty);
    }

    [Test]
    public async Task The_groups_take_turns_and_the_one_that_serves_is_refused()
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(New, ShiftWorld.Second), Token);
        await _world.Shifts().ShiftAsync(100, Patience, Token);

        var refused = await Refusal.OfAsync(async () => await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(Old, ShiftWorld.Second), Token));
        var created = await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(Old, ShiftWorld.First), Token);

        Assert.That(refused.Message, Does.Contain("no weight on notification-prod-stage-tg").And.Contain("The groups take turns"));
        Assert.That((created.OldService, created.NewService), Is.EqualTo((Green, "notification-service__2")));
        Assert.That(await _world.WeightsAsync(Prod.ProductionRule), Is.EqualTo((0, 100)));
        Assert.That(watch.Crimes, Is.Empty);
    }

    [Test]
    public async Task Another_rule_gets_weights_of_its_own_and_is_put_back()
    {
        await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(New, ShiftWorld.Second), Token);
        var settings = new StandaloneShiftSettings
        {
            LoadBalancer = Prod.Balancer, Rule = Prod.StageRule, Groups = [(ShiftWorld.Second, 70), (ShiftWorld.First, 30)], StepTimeout = Patience,
        };

        var production = await Refusal.OfAsync(() => _world.Shifts().ShiftRuleAsync(settings with { Rule = Prod.ProductionRule }, Token));
        var nothing = await Refusal.OfAsync(() => _world.Shifts().ShiftRuleAsync(settings with { Groups = [(ShiftWorld.Second, 0), (ShiftWorld.First, 0)] }, Token));
        await _world.Shifts().ShiftRuleAsync(settings, Token);
        await _world.Shifts().ShiftRuleAsync(settings with { Groups = [(ShiftWorld.First, 0)] }, Token);
        var shifted = await _world.WeightsAsync(Prod.StageRule);
        var restored = await _world.Shifts().RestoreRulesAsync(Patience, Token);

        Assert.That(production.Message, Does.Contain("another rule than the deployment's"));
        Assert.That(nothing.Message, Does.Contain("one of them above 0"));
        Assert.That(shifted.Second, Is.Zero, "a single group gets everything");
        Assert.That(restored, Has.Count.EqualTo(1));
        Assert.That(await _world.ForwardAsync(Prod, Prod.StageRule), Is.EqualTo("notification-prod-stage-tg"));
        Assert.That(await _world.TagAsync(Green), Is.EqualTo("GREEN"));
        Assert.That(await _world.WeightsAsync(Prod.ProductionRule), Is.EqualTo((100, 0)));
    }

    [Test]
    public async Task A_swap_and_a_shift_do_not_go_together()
    {
        await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(New, ShiftWorld.Second), Token);
        var swap = await Refusal.OfAsync(() => _world.Driver(Prod).SwapAsync(Swapping, Token));
        await _world.Driver(Prod).RollbackAsync(Patience, Token);
        await _world.WeighAsync(100, 0);
        await _world.Driver(Prod).CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        var shift = await Refusal.OfAsync(() => _world.Shifts().ShiftAsync(100, Patience, Token));

        Assert.That(swap.Message, Does.Contain("Created, to be shifted"));
        Assert.That(shift.Message, Does.Contain("Created, to be swapped"));
    }

    [Test]
    public async Task A_shift_that_dies_is_taken_to_one_of_two_states_by_the_next_run()
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        var serving = (Service: Name, Group: ShiftWorld.First, Version: Old);
        foreach (var at in Steps.SelectMany(step => new[] { new DeathPoint(StepNames.Shift, step, JournalMoment.Before), new DeathPoint(StepNames.Shift, step, JournalMoment.After) }))
        {
            var (group, version) = (serving.Group == ShiftWorld.First ? ShiftWorld.Second : ShiftWorld.First, serving.Version == Old ? New : Old);
            await using var probe = _world.Probe(Prod);
            var created = await _world.Driver(Prod).CreateAsync(await _world.ShiftSettingsAsync(version, group), Token);
            await Assert.ThrowsAsync<KilledException>(
                () => _world.Shifts(() => new KillingJournal(JournalFile.Open(_world.JournalOf(Prod)), at, () => throw new KilledException())).ShiftAsync(100, Patience, Token));
            var recovered = await BlueGreenRecovery.RecoverAsync(_world.Place(Prod), _world.JournalOf(Prod), Patience, Token);
            await probe.StopAsync();

            var isThrough = Array.IndexOf(Steps, at.Step) > 2 || (at.Moment == JournalMoment.After && at.Step is StepNames.ShiftWeights or StepNames.Shift);
            serving = isThrough ? (created.NewService, group, version) : serving;
            Assert.That(recovered.State, Is.EqualTo(isThrough ? RecoveredState.NewServes : RecoveredState.OldServes), $"{at}: {recovered.Message}");
            Assert.That(await _world.WeightsAsync(Prod.ProductionRule), Is.EqualTo(serving.Group == ShiftWorld.First ? (100, 0) : (0, 100)), $"{at}");
            Assert.That(await _world.TagAsync(serving.Service), Is.EqualTo("BLUE"), $"{at}");
            Assert.That(watch.Crimes.Concat(probe.Failures), Is.Empty, $"{at}");
        }
    }
}
