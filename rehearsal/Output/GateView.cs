using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Explain.Catalog;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Rehearsal.Output;

/// <summary>What speaks against, why that is so, and the decision; all of it from the evidence, so that a replay shows the same.</summary>
internal static class GateView
{
    public static void Write(Screen screen, Topology topology, ReleaseEvidence evidence, Decision decision)
    {
        DecisionView.WriteFindings(screen, decision);
        ExplanationView.WriteShort(screen, Why(topology, evidence, [.. decision.Against, .. decision.Warnings]));
        DecisionView.WriteDecision(screen, decision);
    }

    // What the policy does not let count needs no reason.
    private static Explanation Why(Topology topology, ReleaseEvidence evidence, IReadOnlyCollection<Finding> shown) => LatestFacts.Of(evidence.Snapshots, topology) is { } latest
        ? Explainer.Explain(topology, latest, CheckCatalog.Judge(topology, latest)).About(shown)
        : Explanation.Nothing;
}
