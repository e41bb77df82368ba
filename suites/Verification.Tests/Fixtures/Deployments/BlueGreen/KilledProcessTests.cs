using System.Diagnostics;
using NUnit.Framework;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>The process that deploys gets SIGKILL, and another one takes over.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KilledProcessTests
{
    private const int KilledBySignal9 = 128 + 9;
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCase(StepNames.Create, StepNames.CreateService, RecoveredState.OldServes)]
    [TestCase(StepNames.Swap, StepNames.ShiftProduction, RecoveredState.NewServes)]
    [TestCase(StepNames.Rollback, StepNames.RestoreProduction, RecoveredState.OldServes)]
    public async Task What_a_killed_process_left_is_recovered_by_the_next_one(string action, string step, RecoveredState expected)
    {
        var watch = DeletionWatch.On(_world.Sandbox, Prod);
        await using var probe = _world.Probe(Prod);

        var exitCode = await DieAsync(action, step);
        var recovered = await BlueGreenRecovery.RecoverAsync(_world.Place(Prod), _world.JournalOf(Prod), Patience, Token);
        await probe.StopAsync();

        Assert.That(exitCode, Is.EqualTo(KilledBySignal9));
        Assert.That(recovered.State, Is.EqualTo(expected));
        Assert.That(await _world.ForwardAsync(Prod, Prod.ProductionRule), Is.EqualTo(expected == RecoveredState.NewServes ? "notification-prod-stage-tg" : "notification-prod-tg"));
        Assert.That(watch.Crimes.Concat(probe.Failures), Is.Empty);
        Assert.That(probe.Versions, Is.EqualTo(action switch { StepNames.Create => [Old], StepNames.Swap => [Old, New], _ => new[] { Old, New, Old } }));
    }

    private async Task<int> DieAsync(string action, string step)
    {
        string[] arguments = [typeof(KilledProcessTests).Assembly.Location, "deploy-and-die", $"{_world.Sandbox.Url}", _world.JournalOf(Prod), action, step, nameof(JournalMoment.After)];
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", arguments) { UseShellExecute = false };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }
}
