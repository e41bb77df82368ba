using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Verification.Benchmarks.Hosts;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Seeding;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.Pacing;
using Verification.Fixtures.Topologies;
using Verification.Model.Checks;
using Verification.Model.Topologies;

namespace Verification.Benchmarks.Scenarios;

/// <summary>A verification of many clusters: what it costs a cluster, and how near it comes to what AWS's call rates allow.</summary>
internal sealed class Fleet : IScenario
{
    private const int Services = 8;

    private static readonly int[] Sizes = [10, 100, 1000];

    // An account has 50 load balancers in a region, so that a thousand clusters take twenty.
    private static readonly ImmutableArray<string> Regions =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1",
        "eu-north-1", "eu-south-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-east-1", "af-south-1",
    ];

    public string Name => "fleet";

    public string Question => $"{string.Join(", ", Sizes)} clusters of {Services} services in {Regions.Length} regions: calls and time a cluster, and against AWS's published call rates";

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One task of each service: a thousand clusters have eight thousand, each with a listener, and a process has so many open files.
        var guide = TopologyFile.Read(RepositoryFile.Find("topologies/guide.yaml"));
        var common = guide.Clusters[0].Common with { DesiredCount = 1, MinimumRunningTasks = 1, MinimumHealthyTargets = 1 };
        var model = guide with { Clusters = [guide.Clusters[0] with { Common = common }] };
        foreach (var size in Sizes)
        {
            await using var sandbox = await SandboxHost.StartAsync("none", 5, cancellationToken);
            using var caller = new WireCaller(sandbox.Url);
            var topology = FleetTopology.Of(model, size, Services, Regions);
            await SeedAsync(sandbox.Url, topology, cancellationToken);
            await caller.OwnAsync(HttpMethod.Post, "/_sandbox/time", """{"speed":1}""", cancellationToken);
            yield return $"{size} clusters: {await LookAsync(sandbox.Url, topology, pace: null, cancellationToken)}";
            if (size == Sizes[^1])
            {
                await caller.OwnAsync(HttpMethod.Post, "/_sandbox/faults", """{"kind":"aws-token-buckets"}""", cancellationToken);
                yield return $"{size} clusters, half of AWS's rates: {await LookAsync(sandbox.Url, topology, new CallPace(0.5, TimeProvider.System), cancellationToken)}";
            }
        }
    }

    private static async Task SeedAsync(Uri url, Topology topology, CancellationToken cancellationToken)
    {
        await using var target = Target(url, pace: null);
        await new TopologySeeder(target, topology, ImmutableDictionary<string, ClusterIdentifiers>.Empty, _ => { }).SeedAsync(cancellationToken);
    }

    private static async Task<string> LookAsync(Uri url, Topology topology, CallPace? pace, CancellationToken cancellationToken)
    {
        await using var target = Target(url, pace);
        using var peak = new PeakMemory();
        var started = Stopwatch.GetTimestamp();
        var run = await VerificationRun.OnAsync(target, topology, CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var clusters = topology.Clusters.Length;
        var calls = run.Snapshot.AwsCalls.Values.Sum();
        var bound = pace is null ? null : FormattableString.Invariant($", {elapsed / Bound(run.Snapshot.AwsCalls, pace.Share):0.00} of the least time that the rates allow");
        return FormattableString.Invariant(
            $"{run.Decision.Kind} ({run.Decision.Reason}), {(double)calls / clusters:0.0} calls and {elapsed.TotalMilliseconds / clusters:0.0} ms a cluster, {elapsed.TotalSeconds:0.0} s in all{bound}, at most {peak.MiB:0} MiB");
    }

    /// <summary>The least time: of some group of operations, those above the burst, at the refill. Clusters are spread evenly over the regions.</summary>
    private static TimeSpan Bound(ImmutableSortedDictionary<string, int> calls, double share) => calls
        .Select(call => (Rate: call.Key.Split(':') is [var service, var operation] ? ApiRate.Of(service, operation) : null, Calls: (double)call.Value / Regions.Length))
        .Where(call => call.Rate is not null)
        .GroupBy(call => call.Rate!, call => call.Calls)
        .Max(group => TimeSpan.FromSeconds(Math.Max(0, group.Sum() - (group.Key.Burst * share)) / (group.Key.RefillPerSecond * share)));

    private static EndpointTarget Target(Uri url, CallPace? pace) =>
        new("fleet", url, url, new BasicAWSCredentials("test", "test"), TargetClock.Real, new ChangePermission(true, "it is a sandbox"), pace);
}
