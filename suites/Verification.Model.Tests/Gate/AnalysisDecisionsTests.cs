using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Gate;

internal sealed class AnalysisDecisionsTests
{
    private static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);

    private static Snapshot Before => GuideFacts.Healthy.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" })
        with
    { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) };

    [Test]
    public void Analysis_that_passes_promotes() => Assert.That(Decide(Analysis()).Kind, Is.EqualTo(DecisionKind.Promote));

    [TestCase(true, DecisionKind.RollBack)]
    [TestCase(false, DecisionKind.Hold)]
    public void Analysis_that_fails_rolls_back_what_has_moved_and_holds_what_has_not(bool moved, DecisionKind expected)
    {
        var decision = Decide(Analysis(candidateErrors: 60) with { TrafficHasMoved = moved });

        Assert.That(decision.Kind, Is.EqualTo(expected));
        Assert.That(decision.Against.Select(finding => finding.Check), Has.Some.EqualTo(ContinuousVerificationGate.Check));
    }

    [Test]
    public void Analysis_that_is_inconclusive_never_promotes() => Assert.That(Decide(Analysis(samples: 6)).Kind, Is.EqualTo(DecisionKind.Hold));

    [Test]
    public void Analysis_of_another_version_or_of_long_ago_cannot_be_judged()
    {
        var other = Analysis();

        Assert.That(Decide(other with { Facts = other.Facts with { Candidate = "v1.2.2" } }).Reason, Does.Contain("is of v1.2.2, and v1.2.3 is to be promoted"));
        Assert.That(Decide(other with { TakenAt = Now.AddMinutes(-16) }).Kind, Is.EqualTo(DecisionKind.CannotJudge));
    }

    [Test]
    public void Policy_decides_whether_an_analysis_is_needed_and_what_it_weighs()
    {
        var required = Policy.Strict with { Analysis = new AnalysisPolicy { Required = true } };
        var warns = Policy.Strict with { Checks = Policy.Strict.Checks.Add(ContinuousVerificationGate.Check, CheckWeight.Warn) };
        var shadow = Policy.Strict with { Checks = Policy.Strict.Checks.Add(ContinuousVerificationGate.Check, CheckWeight.Shadow) };

        Assert.That(Decide(required, Analysis()).Reason, Is.EqualTo("there is no analysis of analytics-cluster"));
        Assert.That(Decide(warns, Analysis(candidateErrors: 60)).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(Decide(warns, Analysis(candidateErrors: 60)).Warnings, Is.Not.Empty);
        Assert.That(Decide(shadow, Analysis(candidateErrors: 60)).Warnings, Is.Empty);
    }

    private static AnalysisEvidence Analysis(int samples = 30, double candidateErrors = 0) => new()
    {
        FormatVersion = AnalysisEvidenceJson.FormatVersion,
        TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(1),
        Target = GuideFacts.Healthy.Target,
        Cluster = "prod-cluster",
        Service = "notification-service",
        TrafficHasMoved = true,
        Facts = new ContinuousVerificationFacts
        {
            Baseline = "v1.2.2",
            Candidate = "v1.2.3",
            From = GuideFacts.Healthy.TakenAt,
            To = GuideFacts.Healthy.TakenAt.AddMinutes(1),
            SampleInterval = TimeSpan.FromSeconds(2),
            Metrics =
            [
                new MetricSamples.Values(RequestMetrics.P50, "ms", Around(10, samples), Around(10, samples)),
                new MetricSamples.Values(RequestMetrics.P95, "ms", Around(30, samples), Around(30, samples)),
                new MetricSamples.Counts(RequestMetrics.Errors, "request", Counts(samples, 0), Counts(samples, candidateErrors / samples)),
            ],
        },
    };

    // A little up and down, without a pattern that a correlation could be seen in.
    private static ImmutableArray<double> Around(double centre, int count) => [.. Enumerable.Range(0, count).Select(at => centre + (((at * 7) % 11) - 5) * 0.1)];

    private static ImmutableArray<EventCount> Counts(int count, double errors) => [.. Enumerable.Repeat(new EventCount(errors, 100), count)];

    private static Decision Decide(AnalysisEvidence analysis) => Decide(Policy.Strict, analysis);

    private static Decision Decide(Policy policy, AnalysisEvidence analysis) => PromotionGate.Decide(
        GuideTopology.Literal, policy, new ReleaseEvidence { Snapshots = [Before, GuideFacts.Healthy], Analyses = [analysis] }, Now);
}
