using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;

namespace Verification.Benchmarks.Scenarios;

internal sealed class StartUp : IScenario
{
    private const int Rounds = 5;

    public string Name => "start-up";

    public string Question => "how long until it serves, and what it takes while nobody asks";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var seed in (string[])["none", "guide"])
        {
            var times = new List<double>();
            var memory = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                await using var sandbox = await SandboxHost.StartAsync(seed, 1, cancellationToken);
                times.Add(sandbox.StartUp.TotalMilliseconds);
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellationToken);
                memory.Add(sandbox.MemoryMiB);
            }

            yield return $"seed {seed}: serves after {Figures.Spread(times, "0")} ms, process start included; idle {Figures.Spread(memory, "0")} MiB";
        }
    }
}
