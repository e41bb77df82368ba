using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;
using Verification.Load;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Benchmarks.Scenarios;

/// <summary>Does the open model keep its rate, and does its latency tell the truth about a server that stalls?</summary>
internal sealed class LoadFidelity : IScenario
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(20);

    // Of each second's requests a fifth waits, evenly from 0 to 200 ms: 1 in 100 waits longer than 19 twentieths of it.
    private static readonly double TrueP99 = PlainServer.Stall.TotalMilliseconds * 0.95;

    public string Name => "load-fidelity";

    public string Question => $"rate and p99 of the open model; {PlainServer.Stall.TotalMilliseconds:0} ms of stall once a second make a true p99 of {TrueP99:0} ms";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await PlainServer.StartAsync(cancellationToken);
        var stalling = new Uri(server.Url, "/stalling");
        foreach (var rate in new[] { 1000, 2000 })
        {
            var plan = new LoadPlan { Profile = OpenProfile.Constant(rate, Each), Requests = [new LoadRequest { Url = stalling }] };
            var cpu = Environment.CpuUsage.TotalTime;
            var facts = await new LoadGenerator(TimeProvider.System).RunAsync(plan, new LoadControl(), cancellationToken);
            var used = (Environment.CpuUsage.TotalTime - cpu) / (facts.Requests + facts.WarmUpRequests);
            yield return FormattableString.Invariant(
                $"verification {rate}/s  {facts.RequestsPerSecond / rate:0.0000} of the rate, p99 {facts.Latency.P99.TotalMilliseconds:0.0} ms ({facts.Latency.P99.TotalMilliseconds / TrueP99:0.00} of the truth), lag p99 {facts.SchedulingLag.P99.TotalMilliseconds:0.000} ms, {used.TotalMicroseconds:0} us of CPU a request{Remarks(facts)}");
        }

        yield return await OtherTool.AbAsync(stalling, 10, Each, cancellationToken) is { } ab
            ? FormattableString.Invariant($"ab -k -c10          p99 {ab.P99:0.0} ms ({ab.P99 / TrueP99:0.00} of the truth)")
            : "ab is not installed";
    }

    private static string Remarks(LoadFacts facts) => string.Concat(facts.Doubts.Append(facts.Saturation).OfType<string>().Select(remark => $"; {remark}"));
}
