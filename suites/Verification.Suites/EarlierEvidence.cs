using System.Collections.Immutable;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Reports.Evidence;

namespace Verification.Suites;

/// <summary>What earlier steps of the release saw. It is read once, before this run adds what it sees itself.</summary>
internal static class EarlierEvidence
{
    private static readonly Lazy<ImmutableArray<Snapshot>> Read = new(() => SuiteSettings.Resolve().EvidencePath is { } folder && Directory.Exists(folder)
        ? new EvidenceFolder(folder).Read().Snapshots
        : []);

    /// <exception cref="EvidenceException">It is damaged.</exception>
    public static ImmutableArray<Snapshot> Snapshots => Read.Value;

    /// <summary>Whether any step has looked at the cluster, whatever it saw.</summary>
    public static bool Concerns(ClusterDeclaration cluster) => LatestFacts.SnapshotOf(Snapshots, cluster) is not null;
}
