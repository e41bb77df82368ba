using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What Harness does where this driver does something else, so that the difference can be seen.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StrictHarnessTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task The_plain_service_is_not_known_and_goes_on()
    {
        var created = await _world.Driver(Prod).CreateAsync(await StrictAsync(New), Token);
        await _world.Driver(Prod).SwapAsync(Swapping, Token);

        Assert.That((created.IsFirstDeployment, created.OldService), Is.EqualTo((true, (string?)null)));
        Assert.That((await _world.ServiceAsync(Prod, Name))!.DesiredCount, Is.EqualTo(3));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo("notification-prod-stage-tg"));
    }

    [Test]
    public async Task A_swap_that_dies_between_rules_and_tags_lets_the_next_deployment_delete_what_serves()
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        await DieAfterTheRulesAsync(strict: true);

        await CreateAsync(await StrictAsync(New));

        Assert.That(watch.Crimes, Is.EqualTo(["notification-service__1 was deleted while it served"]));
    }

    [Test]
    public async Task The_same_death_is_recovered_by_default()
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        await DieAfterTheRulesAsync(strict: false);
        await using var probe = _world.Probe(Prod);

        var created = await _world.Driver(Prod).CreateAsync(await _world.SettingsAsync(Prod, Old), Token);
        await probe.StopAsync();

        Assert.That((created.OldService, created.NewService), Is.EqualTo(("notification-service__1", "notification-service__2")));
        Assert.That(watch.Crimes.Concat(probe.Failures), Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([New]));
    }

    [Test]
    public async Task A_failed_create_stays_and_its_rollback_is_skipped()
    {
        await _world.AddFaultAsync(new { kind = "never-healthy", version = New });
        var settings = (await StrictAsync(New)) with { StepTimeout = TimeSpan.FromMinutes(3) };

        await Refusal.OfAsync(() => _world.Driver(Prod).CreateAsync(settings, Token));
        var back = await _world.Driver(Prod).RollbackAsync(TimeSpan.FromMinutes(3), Token);

        Assert.That((back.Kind, back.Message), Is.EqualTo((RollbackKind.Skipped, "Blue Green Create Service step is not configured.")));
        Assert.That((await _world.ServiceAsync(Prod, "notification-service__1"))!.DesiredCount, Is.EqualTo(3), "the orphan");
    }

    [Test]
    public async Task Its_rollback_puts_rules_and_tags_back_and_does_not_wait()
    {
        var driver = _world.Driver(Prod);
        await driver.CreateAsync(await StrictAsync(New), Token);
        await driver.SwapAsync(Swapping, Token);

        var back = await driver.RollbackAsync(Patience, Token);

        Assert.That((back.Kind, back.IsClean), Is.EqualTo((RollbackKind.TrafficBack, false)));
        Assert.That((await _world.ForwardAsync(Prod, Prod.ProductionRule), await _world.ForwardAsync(Prod, Prod.StageRule)), Is.EqualTo(("notification-prod-tg", "notification-prod-stage-tg")));
    }

    private async Task<BlueGreenSettings> StrictAsync(string tag) => (await _world.SettingsAsync(Prod, tag)) with { StrictHarness = true };

    private async Task CreateAsync(BlueGreenSettings settings)
    {
        try
        {
            await _world.Driver(Prod).CreateAsync(settings, Token);
        }
        catch (DeploymentException)
        {
            // What becomes of it does not matter: the damage is done by then.
        }
    }

    private async Task DieAfterTheRulesAsync(bool strict)
    {
        var at = new DeathPoint(StepNames.Swap, StepNames.ShiftStage, JournalMoment.After);
        var driver = _world.Driver(Prod, () => new KillingJournal(JournalFile.Open(_world.JournalOf(Prod)), at, () => throw new KilledException()));
        await driver.CreateAsync((await _world.SettingsAsync(Prod, New)) with { StrictHarness = strict }, Token);
        await Assert.ThrowsAsync<KilledException>(() => driver.SwapAsync(Swapping, Token));
    }
}
