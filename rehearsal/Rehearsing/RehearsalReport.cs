using System.Collections.Immutable;
using System.Globalization;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Rehearsal.Output;
using Verification.Reports.Evidence;
using Verification.Reports.Promotion;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>What the gate makes of a rehearsed release, as the report that a real one would have.</summary>
internal sealed class RehearsalReport(ITarget target, Topology topology, RehearsalOptions options, Policy policy, string evidence)
{
    // What is not deployed to is not promoted.
    private readonly Topology _released = topology with
    {
        CommonService = topology.CommonService with { ExpectedTag = options.Tag },
        Clusters = [.. topology.Clusters.Where(cluster => options.Only is null || cluster.Name == options.Only)],
    };

    /// <summary>A look at every cluster, kept as evidence.</summary>
    public async Task<VerificationRun> LookAsync(CancellationToken cancellationToken)
    {
        var run = await VerificationRun.OnAsync(target, _released, CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken);
        new EvidenceFolder(evidence).Add(run.Snapshot);
        return run;
    }

    /// <summary>Looks once more, decides, and writes it down where a page is asked for.</summary>
    public async Task<JudgedRelease> JudgeAsync(RehearsalResult played, CancellationToken cancellationToken)
    {
        var run = await LookAsync(cancellationToken);
        var (release, now) = (new EvidenceFolder(evidence).Read(), TimeProvider.System.GetUtcNow());
        var report = PromotionReport.Of(_released, policy, release, PromotionGate.Decide(_released, policy, release, now), now, JournalStages.Of(played.Events));
        report = report with { Traffic = [.. report.Clusters.Select(cluster => Traffic(cluster, played.Clients))] };
        new ReportFiles(Html: options.Report, Markdown: null, JUnit: null, Variables: null).Write(report);
        return new JudgedRelease(run, report);
    }

    /// <summary>Here clients ask for the version all the time, whether or not load is made.</summary>
    private static ClusterTraffic Traffic(ClusterView cluster, ImmutableArray<ProbeReport> clients)
    {
        var client = clients.Single(one => one.Cluster == cluster.Name);
        return new ClusterTraffic(cluster.Name, client.Requests == 0 ? null : client.Failed == 0, string.Create(
            CultureInfo.InvariantCulture,
            $"clients were answered by {string.Join(", then ", client.Versions.Select(seen => seen.Version).DefaultIfEmpty("nobody"))}; {client.Failed:#,0} of {client.Requests:#,0} requests failed")
            + (client.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", the longest outage was {client.LongestOutage.TotalMilliseconds:0} ms")));
    }
}

/// <param name="Run">The last look.</param>
/// <param name="Report">What the gate said, with all that it rests on.</param>
internal sealed record JudgedRelease(VerificationRun Run, PromotionReport Report);
