using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;
using Verification.Load;
using Verification.Load.Plans;

namespace Verification.Benchmarks.Scenarios;

/// <summary>How much load the closed model makes, beside wrk and ab, in turns on one server.</summary>
internal sealed class LoadThroughput : IScenario
{
    private const int Rounds = 5;
    private const int Connections = 10;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    public string Name => "load-throughput";

    public string Question => $"requests per second of the closed model at {Connections} connections, beside wrk -t1 and ab -k on the same server";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await PlainServer.StartAsync(cancellationToken);
        List<double> wrk = [], ab = [], ours = [], maximum = [];
        for (var round = 0; round < Rounds; round++)
        {
            wrk.AddRange(await OtherTool.WrkAsync(server.Url, Connections, Each, cancellationToken) is { } rate ? [rate] : []);
            maximum.Add(await OursAsync(server.Url, maximumRate: true, cancellationToken));
            ours.Add(await OursAsync(server.Url, maximumRate: false, cancellationToken));
            ab.AddRange(await OtherTool.AbAsync(server.Url, Connections, Each, cancellationToken) is { } asked ? [asked.Rate] : []);
        }

        foreach (var (name, rates) in new[] { ("wrk -t1", wrk), ("ab -k", ab), ("verification", ours), ("verification, maximum rate", maximum) })
        {
            yield return rates.Count == 0
                ? $"{name,-27} is not installed"
                : $"{name,-27} {Figures.Spread(rates, "0")} per second{(wrk.Count > 0 ? FormattableString.Invariant($", {Figures.Median(rates) / Figures.Median(wrk):0.00} of wrk") : "")}";
        }
    }

    private static async Task<double> OursAsync(Uri url, bool maximumRate, CancellationToken cancellationToken)
    {
        var plan = new LoadPlan { Profile = new ClosedProfile(Connections, Each), Requests = [new LoadRequest { Url = url }], MaximumRate = maximumRate };
        var facts = await new LoadGenerator(TimeProvider.System).RunAsync(plan, new LoadControl(), cancellationToken);
        return facts.Failed == 0 ? facts.RequestsPerSecond : throw new InvalidOperationException($"{facts.Failed} of {facts.Requests} requests failed: {facts.FailureWindows[0].FirstFailure}");
    }
}
