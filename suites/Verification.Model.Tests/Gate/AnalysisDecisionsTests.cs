using NUnit.Framework;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;

namespace Verification.Tests.Model.Gate;

internal sealed class AnalysisDecisionsTests
{
    private static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);

    private static Snapshot Before => GuideFacts.Healthy.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" })
        with
    { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) };

    [Test]
    public void Metric_that_failed_is_a_warning_where_the_score_passes_all_the_same()
    {
        var facts = GuideAnalysis.Of().Facts;

        var decision = Decide(facts with { Metrics = facts.Metrics.SetItem(1, Latencies(RequestMetrics.P95, 30, 90)) }, AnalysisPolicy.ComparedByRequests(0.1) with { Pass = 40, Marginal = 30 });

        Assert.That((decision.Kind, decision.Against.Length), Is.EqualTo((DecisionKind.Promote, 0)), decision.Reason);
        Assert.That(decision.Warnings.Select(finding => finding.Outcome), Is.EqualTo([Outcome.Failed]));
    }

    [Test]
    public void Metric_that_failed_is_told_before_one_that_nobody_can_tell()
    {
        var facts = GuideAnalysis.Of(candidateErrors: 600).Facts;

        var decision = Decide(facts with { Metrics = facts.Metrics.SetItem(0, new MetricSamples.Unavailable(RequestMetrics.P50, "nobody asked")) }, AnalysisPolicy.ComparedByRequests(0.1));

        Assert.That((decision.Kind, decision.Warnings.Length), Is.EqualTo((DecisionKind.RollBack, 0)), decision.Reason);
        Assert.That(decision.Against.Select(finding => finding.Outcome), Is.EqualTo([Outcome.Failed, Outcome.Unknown]));
    }

    [Test]
    public void Analysis_that_passes_promotes() => Assert.That(Decide(GuideAnalysis.Of()).Kind, Is.EqualTo(DecisionKind.Promote));

    [TestCase(true, DecisionKind.RollBack)]
    [TestCase(false, DecisionKind.Hold)]
    public void Analysis_that_fails_rolls_back_what_has_moved_and_holds_what_has_not(bool moved, DecisionKind expected)
    {
        var decision = Decide(GuideAnalysis.Of(candidateErrors: 60) with { TrafficHasMoved = moved });

        Assert.That(decision.Kind, Is.EqualTo(expected));
        Assert.That(decision.Against.Select(finding => finding.Check), Has.Some.EqualTo(ContinuousVerificationGate.Check));
    }

    [Test]
    public void Analysis_that_is_inconclusive_never_promotes() => Assert.That(Decide(GuideAnalysis.Of(samples: 6)).Kind, Is.EqualTo(DecisionKind.Hold));

    [Test]
    public void Analysis_of_another_version_or_of_long_ago_cannot_be_judged()
    {
        var other = GuideAnalysis.Of();

        Assert.That(Decide(other with { Facts = other.Facts with { Candidate = "v1.2.2" } }).Reason, Does.Contain("is of v1.2.2, and v1.2.3 is to be promoted"));
        Assert.That(Decide(other with { TakenAt = Now.AddMinutes(-16) }).Kind, Is.EqualTo(DecisionKind.CannotJudge));
    }

    [Test]
    public void Policy_decides_whether_an_analysis_is_needed_and_what_it_weighs()
    {
        var required = Policy.Strict with { Analysis = new AnalysisPolicy { Required = true } };
        var warns = Policy.Strict with { Checks = Policy.Strict.Checks.Add(ContinuousVerificationGate.Check, CheckWeight.Warn) };
        var shadow = Policy.Strict with { Checks = Policy.Strict.Checks.Add(ContinuousVerificationGate.Check, CheckWeight.Shadow) };

        Assert.That(Decide(required, GuideAnalysis.Of()).Reason, Is.EqualTo("there is no analysis of analytics-cluster"));
        Assert.That(Decide(warns, GuideAnalysis.Of(candidateErrors: 60)).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(Decide(warns, GuideAnalysis.Of(candidateErrors: 60)).Warnings, Is.Not.Empty);
        Assert.That(Decide(shadow, GuideAnalysis.Of(candidateErrors: 60)).Warnings, Is.Empty);
    }

    [Test]
    public void Comparison_by_requests_allows_latency_the_share_it_is_told_and_asks_for_errors()
    {
        var metrics = AnalysisPolicy.ComparedByRequests(0.25).Metrics;

        Assert.That(metrics.Take(2).Select(metric => metric.EffectSize.AllowedIncrease), Is.All.EqualTo(1.25));
        Assert.That(metrics[2] is { Critical: true, MustHaveData: true, BaselineAtMost: 0.1 });
    }

    private static Decision Decide(AnalysisEvidence analysis) => Decide(Policy.Strict, analysis);

    private static Decision Decide(ContinuousVerificationFacts facts, ContinuousVerificationSettings settings) =>
        ContinuousVerificationGate.Decide(ContinuousVerificationJudge.Judge(facts, settings), Subject.AllClusters, new InconclusivePolicy(), extensions: 0, trafficHasMoved: true);

    private static MetricSamples Latencies(string metric, double baseline, double candidate) => new MetricSamples.Values(metric, "ms", GuideAnalysis.Around(baseline, 30), GuideAnalysis.Around(candidate, 30));

    private static Decision Decide(Policy policy, AnalysisEvidence analysis) => PromotionGate.Decide(
        GuideTopology.Literal, policy, new ReleaseEvidence { Snapshots = [Before, GuideFacts.Healthy], Analyses = [analysis] }, Now);
}
