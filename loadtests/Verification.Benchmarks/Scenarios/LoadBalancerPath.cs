using System.Runtime.CompilerServices;
using Verification.Benchmarks.Hosts;

namespace Verification.Benchmarks.Scenarios;

/// <summary>What the way through the load balancer costs, beside the task itself in turns.</summary>
internal sealed class LoadBalancerPath : IScenario
{
    private const int Rounds = 3;
    private const int Connections = 8;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    public string Name => "load-balancer";

    public string Question => $"GET /health per second, {Connections} connections, through the load balancer and at the task itself";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync("guide", 1, cancellationToken);
        using var caller = new WireCaller(sandbox.Url);
        var tasks = await caller.OwnAsync(HttpMethod.Get, "/_sandbox/tasks", null, cancellationToken);
        var task = tasks.AsArray().First(each => (string)each!["service"]! == "notification-service")!;
        var (through, direct) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            through.Add(await Throughput.MeasureAsync(
                () => new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Url, "/health")) { Headers = { Host = "prod-alb-123456789.us-east-1.elb.amazonaws.com" } },
                Connections,
                Each,
                cancellationToken));
            direct.Add(await Throughput.MeasureAsync(
                () => new HttpRequestMessage(HttpMethod.Get, $"http://{task["loopback"]}/health"), Connections, Each, cancellationToken));
        }

        yield return $"load balancer  {Figures.Spread(through, "0")} per second";
        yield return $"task itself    {Figures.Spread(direct, "0")} per second, {Figures.Median(direct) / Figures.Median(through):0.0} times as many";
    }
}
