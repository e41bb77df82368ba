using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Reports.Promotion;

/// <summary>A comparison of two versions, and what the policy makes of it.</summary>
public sealed record AnalysisView(AnalysisEvidence Evidence, ContinuousVerificationResult Result)
{
    public ImmutableArray<Finding> Findings => ContinuousVerificationGate.Findings(Result, new Subject(Evidence.Cluster, Evidence.Service));

    /// <summary>Of each cluster the newest, which is what the gate judges.</summary>
    internal static ImmutableArray<AnalysisView> Newest(ReleaseEvidence evidence, Topology topology, Policy policy) =>
    [
        .. topology.Clusters
            .Select(cluster => evidence.Analyses.Where(analysis => analysis.Cluster == cluster.Name).MaxBy(analysis => analysis.TakenAt))
            .OfType<AnalysisEvidence>()
            .Select(analysis => new AnalysisView(analysis, ContinuousVerificationJudge.Judge(analysis.Facts, policy.Analysis.Settings))),
    ];
}
