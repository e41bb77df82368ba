using System.Diagnostics;
using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;

namespace Verification.Benchmarks.Scenarios;

/// <summary>A thousand tasks that run, each with its listener and its container health check.</summary>
internal sealed class ThousandTasks : IScenario
{
    private const int Tasks = 1000;

    public string Name => "thousand-tasks";

    public string Question => $"{Tasks} running tasks with a health check each: time, memory, and CPU at AWS's own pace";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync("none", 60, cancellationToken);
        using var caller = new WireCaller(sandbox.Url);
        var empty = sandbox.MemoryMiB;
        var started = Stopwatch.GetTimestamp();
        await Seeding.ServiceAsync(caller, Tasks, cancellationToken);
        yield return FormattableString.Invariant($"all RUNNING and HEALTHY after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s at 60 times AWS's pace");
        await caller.OwnAsync(HttpMethod.Post, "/_sandbox/time", """{"speed":1}""", cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellationToken);
        var cpu = await sandbox.CpuShareAsync(TimeSpan.FromSeconds(30), cancellationToken);
        yield return FormattableString.Invariant($"at AWS's pace {cpu * 100:0.0} % of a core; {sandbox.MemoryMiB:0} MiB, {empty:0} MiB before the tasks");
    }
}
