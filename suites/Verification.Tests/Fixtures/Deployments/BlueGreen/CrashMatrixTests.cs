using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>A run dies at every boundary of every step. The next one takes the cluster to one of two states, and no client notices.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CrashMatrixTests
{
    private static readonly string[] Creation =
        [StepNames.Create, StepNames.Prepare, StepNames.Register, StepNames.ClearStage, StepNames.CreateService, StepNames.AwaitSteady, StepNames.ScaleGreen, StepNames.VerifyStage];

    private static readonly string[] Swap =
    [
        StepNames.Swap, StepNames.VerifyGreen, StepNames.ShiftProduction, StepNames.ShiftStage, StepNames.TagNew, StepNames.TagOld, StepNames.ScaleNew,
        StepNames.UnscaleOld, StepNames.DownsizeOld,
    ];

    private static readonly string[] Rollback =
    [
        StepNames.Rollback, StepNames.RestoreOld, StepNames.AttachOld, StepNames.RestoreProduction, StepNames.RestoreStage,
        StepNames.ScaleOldBack, StepNames.TagOldBack, StepNames.TagNewBack, StepNames.UnscaleNew, StepNames.DownsizeNew, StepNames.DrainNew,
    ];

    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCase(StepNames.Create)]
    [TestCase(StepNames.Swap)]
    [TestCase(StepNames.Rollback)]
    public async Task A_run_that_dies_is_taken_to_one_of_two_states_by_the_next_one(string action)
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        var steps = action switch { StepNames.Create => Creation, StepNames.Swap => Swap, _ => Rollback };
        var serving = (Version: Old, Service: Name);
        await _world.ScaleAsync(Name, 2, 6);
        foreach (var at in steps.SelectMany(step => new[] { new DeathPoint(action, step, JournalMoment.Before), new DeathPoint(action, step, JournalMoment.After) }))
        {
            var next = serving.Version == New ? Old : New;
            await using var probe = _world.Probe(Prod);
            await DieAsync(at, next);
            var recovered = await BlueGreenRecovery.RecoverAsync(_world.Place(Prod), _world.JournalOf(Prod), Patience, Token);
            var again = await BlueGreenRecovery.RecoverAsync(_world.Place(Prod), _world.JournalOf(Prod), Patience, Token);
            await probe.StopAsync();

            // Only a swap that had moved traffic goes on.
            var goesOn = action == StepNames.Swap && Array.IndexOf(steps, at.Step) is var index
                && (index > 2 || (at.Step == StepNames.ShiftProduction && at.Moment == JournalMoment.After) || at == new DeathPoint(action, StepNames.Swap, JournalMoment.After));
            Assert.That(recovered.State, Is.EqualTo(goesOn ? RecoveredState.NewServes : RecoveredState.OldServes), $"{at}: {recovered.Message}");
            Assert.That(again.State, Is.EqualTo(RecoveredState.NothingToDo), $"{at}: the second recovery");
            Assert.That(watch.Crimes, Is.Empty, $"{at}");
            Assert.That(probe.Failures, Is.Empty, $"{at}");
            string[] moved = action switch
            {
                StepNames.Rollback => [serving.Version, next, serving.Version],
                StepNames.Swap when goesOn => [serving.Version, next],
                _ => [serving.Version],
            };
            Assert.That(probe.Versions, Is.EqualTo(moved), $"{at}: {probe.Requests} requests");
            if (goesOn)
            {
                serving = (next, Verification.Model.Topologies.ServiceSlots.NextTo(Name, serving.Service));
            }

            await AssertConsistentAsync(at, serving.Service);
        }
    }

    private async Task DieAsync(DeathPoint at, string version)
    {
        var driver = _world.Driver(Prod, () => new KillingJournal(JournalFile.Open(_world.JournalOf(Prod)), at, () => throw new KilledException()));
        try
        {
            var (target, policy) = ScalingWorld.Bounds(2, 6);
            var scaled = await _world.SettingsAsync(Prod, version) with { ScalableTargets = [target], ScalingPolicies = [policy], EnableAutoScalingInSwapStep = at.Action == StepNames.Swap };
            await driver.CreateAsync(scaled, Token);
            await driver.SwapAsync(Swapping, Token);
            await driver.RollbackAsync(Patience, Token);
            Assert.Fail($"{at}: nobody died");
        }
        catch (KilledException)
        {
            // As it should.
        }
    }

    private async Task AssertConsistentAsync(DeathPoint at, string serving)
    {
        var service = await _world.ServiceAsync(Prod, serving);
        Assert.That((service!.DesiredCount, service.Status), Is.EqualTo((3, "ACTIVE")), $"{at}");
        var production = (await _world.RuleAsync(Prod, Prod.ProductionRule)).Actions[0].ForwardConfig.TargetGroups.Single(group => group.Weight > 0).TargetGroupArn;
        Assert.That(service.LoadBalancers.Single().TargetGroupArn, Is.EqualTo(production), $"{at}");
        Assert.That(await _world.ScaledAsync(), Is.EqualTo([$"{serving} 2-6 cpu"]), $"{at}");
        Assert.That(await _world.ForwardAsync(Prod, Prod.StageRule), Is.Not.EqualTo(await _world.ForwardAsync(Prod, Prod.ProductionRule)), $"{at}");
        foreach (var other in Verification.Model.Topologies.ServiceSlots.Of(Name).Where(name => name != serving))
        {
            Assert.That((await _world.ServiceAsync(Prod, other))?.DesiredCount ?? 0, Is.Zero, $"{at}: {other}");
        }
    }
}
