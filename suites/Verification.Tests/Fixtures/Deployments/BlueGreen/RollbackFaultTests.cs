using NUnit.Framework;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What a rollback finds ill itself; what makes one is in the fault matrix.</summary>
public sealed class RollbackFaultTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_rollback_to_a_service_that_is_ill_leaves_traffic_where_it_is_served()
    {
        var driver = _world.Driver(Prod);
        var created = await driver.CreateAsync(await _world.SettingsAsync(Prod, New), Token);
        await driver.SwapAsync(Swapping, Token);

        // Tasks that were well when they were to be stopped would be well enough to go back to.
        while ((await _world.ServiceAsync(Prod, created.OldService!))!.RunningCount > 0)
        {
            await _world.Target.Clock.DelayAsync(TimeSpan.FromSeconds(5), Token);
        }

        await _world.AddFaultAsync(new { kind = "never-healthy", version = Old });
        await using var probe = _world.Probe(Prod, TimeSpan.FromMilliseconds(2));

        var refused = await Refusal.OfAsync(() => driver.RollbackAsync(Patience, Token));
        await probe.StopAsync();

        Assert.That(refused.Message, Does.Contain("Traffic stays with the new service"));
        Assert.That(probe.Failures, Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo([New]));
    }
}
