using System.Diagnostics;
using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;

namespace Verification.Benchmarks.Scenarios;

/// <summary>One deployment after the other: what is kept of each must have an end.</summary>
internal sealed class DeploymentLoop : IScenario
{
    private static readonly TimeSpan Simulated = TimeSpan.FromHours(4);

    public string Name => "deployment-loop";

    public string Question => "four hours of simulated deployments of ten tasks, one after the other: memory every hour (stopped tasks are kept for one)";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync("none", 300, cancellationToken);
        using var caller = new WireCaller(sandbox.Url);
        await Seeding.ServiceAsync(caller, desired: 10, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var begin = await NowAsync(caller, cancellationToken);
        var (deployments, quarter) = (0, 1);
        while (quarter <= 4)
        {
            await caller.EcsAsync("UpdateService", """{"cluster":"bench","service":"web","forceNewDeployment":true}""", cancellationToken);
            await Seeding.SettledAsync(caller, cancellationToken);
            deployments++;
            var passed = await NowAsync(caller, cancellationToken) - begin;
            if (passed >= Simulated * quarter / 4)
            {
                yield return FormattableString.Invariant($"after {passed.TotalMinutes:0} min and {deployments} deployments: {sandbox.MemoryMiB:0} MiB");
                quarter++;
            }
        }

        yield return FormattableString.Invariant($"in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static async Task<DateTimeOffset> NowAsync(WireCaller caller, CancellationToken cancellationToken) =>
        (DateTimeOffset)(await caller.OwnAsync(HttpMethod.Get, "/_sandbox/time", null, cancellationToken))["now"]!;
}
