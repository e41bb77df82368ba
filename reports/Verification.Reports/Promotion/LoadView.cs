using System.Collections.Immutable;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Model.Topologies;

namespace Verification.Reports.Promotion;

/// <summary>A run of load, with what changed around its failures.</summary>
public sealed record LoadView(LoadEvidence Evidence, ImmutableArray<Downtime> Downtimes)
{
    public LoadFacts Facts => Evidence.Facts;

    /// <summary>Of each cluster and scenario the newest, which is what the gate judges.</summary>
    internal static ImmutableArray<LoadView> Newest(ReleaseEvidence evidence, Topology topology) =>
    [
        .. topology.Clusters.SelectMany(cluster => evidence.Loads.Where(load => load.Cluster == cluster.Name)
            .GroupBy(load => load.Scenario, StringComparer.Ordinal)
            .Select(scenario => scenario.MaxBy(load => load.TakenAt)!)
            .OrderBy(load => load.Scenario, StringComparer.Ordinal))
            .Select(load => new LoadView(load, DowntimeMeter.Lay(load.Facts.FailureWindows, load.Changes))),
    ];
}
