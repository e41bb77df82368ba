using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Explain.Catalog;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Reports.Promotion;

/// <summary>Everything that a decision rests on, ready to be written down in any form.</summary>
public sealed record PromotionReport
{
    public required Decision Decision { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required string Service { get; init; }

    /// <summary>The tag that is to be promoted; null when none was named.</summary>
    public required string? Version { get; init; }

    /// <summary>Where the evidence was taken: <c>sandbox</c>, or endpoints.</summary>
    public required string Target { get; init; }

    /// <summary>In the order of promotion.</summary>
    public required ImmutableArray<ClusterView> Clusters { get; init; }

    /// <summary>A sentence for each cluster.</summary>
    public required ImmutableArray<ClusterTraffic> Traffic { get; init; }

    /// <summary>In their order; empty when no journal was given.</summary>
    public required ImmutableArray<ReleaseStage> Stages { get; init; }

    /// <summary>Of the newest facts on every cluster, of load and of analyses; whatever their outcome and weight.</summary>
    public required ImmutableArray<WeighedFinding> Findings { get; init; }

    /// <summary>Why those that do not pass do not, from the newest facts.</summary>
    public required Explanation Explanation { get; init; }

    public required ImmutableArray<LoadView> Loads { get; init; }

    public required ImmutableArray<AnalysisView> Analyses { get; init; }

    /// <summary>Of all snapshots together, by operation.</summary>
    public required ImmutableSortedDictionary<string, int> AwsCalls { get; init; }

    public required ImmutableArray<EvidenceItem> Evidence { get; init; }

    /// <param name="topology">What was declared.</param>
    /// <param name="policy">What it was decided by.</param>
    /// <param name="evidence">What it was decided from.</param>
    /// <param name="decision">What was decided; nothing is decided here.</param>
    /// <param name="decidedAt">When.</param>
    /// <param name="stages">Of the pipeline that made the release, where that is known.</param>
    public static PromotionReport Of(Topology topology, Policy policy, ReleaseEvidence evidence, Decision decision, DateTimeOffset decidedAt, ImmutableArray<ReleaseStage> stages)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(evidence);
        ImmutableArray<ClusterView> clusters = [.. topology.Clusters.Select(cluster => ClusterView.Of(cluster, topology, evidence))];
        var loads = LoadView.Newest(evidence, topology);
        var analyses = AnalysisView.Newest(evidence, topology, policy);
        var latest = LatestFacts.Of(evidence.Snapshots, topology);
        ImmutableArray<Finding> judged = latest is null ? [] : CheckCatalog.Judge(topology, latest);
        return new PromotionReport
        {
            Decision = decision,
            DecidedAt = decidedAt,
            Service = topology.CommonService.Name,
            Version = topology.CommonService.ExpectedTag,
            Target = string.Join(", ", Targets(evidence).DefaultIfEmpty("none")),
            Clusters = clusters,
            Traffic = [.. clusters.Select(cluster => ClusterTraffic.Of(cluster, loads))],
            Stages = stages.IsDefault ? [] : stages,
            Findings =
            [
                .. judged.Concat(LoadFindings.Of(topology, policy, evidence, decidedAt)).Concat(analyses.SelectMany(analysis => analysis.Findings))
                    .Select(finding => new WeighedFinding(finding, policy.WeightOf(finding.Check))),
            ],
            Explanation = latest is null ? Explanation.Nothing : Explainer.Explain(topology, latest, judged),
            Loads = loads,
            Analyses = analyses,
            AwsCalls = evidence.Snapshots.SelectMany(snapshot => snapshot.AwsCalls).GroupBy(call => call.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(calls => calls.Key, calls => calls.Sum(call => call.Value), StringComparer.Ordinal),
            Evidence = EvidenceItem.All(evidence),
        };
    }

    private static IEnumerable<string> Targets(ReleaseEvidence evidence) => evidence.Snapshots.Select(snapshot => snapshot.Target)
        .Concat(evidence.Loads.Select(load => load.Target))
        .Concat(evidence.Analyses.Select(analysis => analysis.Target))
        .Distinct(StringComparer.Ordinal);
}
