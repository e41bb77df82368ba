using System.Collections.Immutable;
using Verification.Model.Gate;

namespace Verification.Reports.Promotion;

/// <summary>A piece of the evidence that was decided from.</summary>
/// <param name="Kind">snapshot, load or analysis.</param>
/// <param name="Of">What it is of.</param>
/// <param name="TakenAt">When.</param>
public sealed record EvidenceItem(string Kind, string Of, DateTimeOffset TakenAt)
{
    /// <summary>Oldest first.</summary>
    internal static ImmutableArray<EvidenceItem> All(ReleaseEvidence evidence) =>
    [
        .. evidence.Snapshots.Select(snapshot => new EvidenceItem("snapshot", string.Join(", ", snapshot.Clusters.Select(cluster => cluster.Name)), snapshot.TakenAt))
            .Concat(evidence.Loads.Select(load => new EvidenceItem("load", $"{load.Cluster}, {load.Scenario}", load.TakenAt)))
            .Concat(evidence.Analyses.Select(analysis => new EvidenceItem("analysis", $"{analysis.Cluster}, {analysis.Facts.Baseline} against {analysis.Facts.Candidate}", analysis.TakenAt)))
            .OrderBy(item => item.TakenAt),
    ];
}
