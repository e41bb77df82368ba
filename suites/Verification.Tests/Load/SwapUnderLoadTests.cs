using System.Collections.Immutable;
using System.Net.Http.Json;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Targets;
using Verification.LoadTests.Running;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Model.Topologies;

namespace Verification.Tests.Load;

/// <summary>The load tests' swap scenario with something wrong: it has to be seen, dated, and decided against.</summary>
public sealed class SwapUnderLoadTests
{
    private const string New = "v1.3.0";

    [Test]
    public async Task New_version_that_cuts_connections_is_rolled_back_with_the_window_and_what_came_before_it()
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var context = await LoadContext.OpenAsync(cancellationToken);
        var cluster = context.Cluster("prod-cluster");
        using var swap = new Swap(context, cluster);
        await swap.PublishAsync(New, cancellationToken);
        await AddFaultAsync((SandboxTarget)context.Target, new { kind = "cut-connections", percent = 20, version = New }, cancellationToken);
        var before = await LookAsync(context, cluster, cancellationToken);

        var facts = await swap.UnderLoadAsync(New, rollBack: false, cancellationToken);

        var after = await LookAsync(context, cluster, cancellationToken);
        var decision = Decide(context, cluster, [before, after], facts, swap.Changes);
        Assert.That(decision.Kind, Is.EqualTo(DecisionKind.RollBack), decision.Reason);
        var downtime = decision.Against.Single(finding => finding.Check == LoadJudge.Downtime);
        Assert.That(downtime.Observed, Does.Contain($"{facts.FailureWindows[0].From:HH:mm:ss.fff}").And.Contain("status 502"));
        var laid = DowntimeMeter.Describe(DowntimeMeter.Lay(facts.FailureWindows, swap.Changes)[0]);
        Assert.That(laid, Does.Contain("before it").And.Contain("swap: "));
    }

    private static Decision Decide(LoadContext context, ClusterDeclaration cluster, ImmutableArray<Snapshot> snapshots, LoadFacts facts, ImmutableArray<AxisEvent> changes)
    {
        var now = TimeProvider.System.GetUtcNow();
        var topology = context.Topology with { CommonService = context.Topology.CommonService with { ExpectedTag = New }, Clusters = [cluster] };
        var load = new LoadEvidence
        {
            FormatVersion = LoadEvidenceJson.FormatVersion,
            TakenAt = now,
            Target = context.Target.Name,
            Cluster = cluster.Name,
            Service = topology.CommonService.Name,
            Scenario = "swap",
            Facts = facts,
            Changes = changes,
        };
        return PromotionGate.Decide(topology, context.Policy, new ReleaseEvidence { Snapshots = snapshots, Loads = [load] }, now);
    }

    private static Task<Snapshot> LookAsync(LoadContext context, ClusterDeclaration cluster, CancellationToken cancellationToken) =>
        new SnapshotCollector(context.Target, context.Topology with { Clusters = [cluster] }, TimeProvider.System).CollectAsync(progress: null, cancellationToken);

    private static async Task AddFaultAsync(SandboxTarget sandbox, object fault, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsJsonAsync(new Uri(sandbox.Url, "/_sandbox/faults"), fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
