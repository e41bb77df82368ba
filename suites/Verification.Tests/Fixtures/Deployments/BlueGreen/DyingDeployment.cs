using System.Diagnostics;
using Verification.Fixtures.Deployments.Journal;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets.Opening;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>The process that is killed: it deploys to a sandbox in another process, and gets SIGKILL at a boundary of its journal.</summary>
internal static class DyingDeployment
{
    /// <param name="arguments">The sandbox's URL, the journal, then the action, step and moment of the death.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var at = new DeathPoint(arguments[2], arguments[3], Enum.Parse<JournalMoment>(arguments[4]));
        var settings = new VerificationSettings { Target = TargetKind.Endpoint, Endpoint = new Uri(arguments[0]), TopologyPath = "", HasCredentials = false };
        await using var world = BlueGreenWorld.At(await TargetFactory.OpenAsync(settings, say: null, CancellationToken.None));
        var driver = world.Driver(BlueGreenWorld.Prod, () => new KillingJournal(JournalFile.Open(arguments[1]), at, () => Process.GetCurrentProcess().Kill()));
        await driver.CreateAsync(await world.SettingsAsync(BlueGreenWorld.Prod, BlueGreenWorld.New), CancellationToken.None);
        await driver.SwapAsync(BlueGreenWorld.Swapping, CancellationToken.None);
        await driver.RollbackAsync(BlueGreenWorld.Patience, CancellationToken.None);
        return 0;
    }
}
