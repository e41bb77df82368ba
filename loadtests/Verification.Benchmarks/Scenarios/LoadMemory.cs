using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;
using Verification.Load;
using Verification.Load.Plans;

namespace Verification.Benchmarks.Scenarios;

/// <summary>Does a long run of load cost more memory than a short one?</summary>
internal sealed class LoadMemory : IScenario
{
    private const int Minutes = 10;
    private const int Rate = 1000;

    public string Name => "load-memory";

    public string Question => $"memory of the generator at {Rate}/s, minute by minute for {Minutes} minutes";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = await PlainServer.StartAsync(cancellationToken);
        var plan = new LoadPlan { Profile = OpenProfile.Constant(Rate, TimeSpan.FromMinutes(Minutes)), Requests = [new LoadRequest { Url = server.Url }] };
        var run = new LoadGenerator(TimeProvider.System).RunAsync(plan, new LoadControl(), cancellationToken);
        var managed = new List<double>();
        for (var minute = 1; minute <= Minutes; minute++)
        {
            await Task.Delay(TimeSpan.FromSeconds(59), TimeProvider.System, cancellationToken);
            managed.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
        }

        var facts = await run;
        yield return FormattableString.Invariant(
            $"after a minute {managed[0]:0.0} MiB, after {Minutes} {managed[^1]:0.0} MiB, at most {managed.Max():0.0} MiB; {facts.Requests} requests, {facts.Failed} failed, {Environment.WorkingSet / 1048576.0:0} MiB of the process");
    }
}
