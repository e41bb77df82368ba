using System.Collections.Immutable;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Gate;

/// <summary>A comparison of the guide's new version in production with the one before.</summary>
internal static class GuideAnalysis
{
    public static AnalysisEvidence Of(int samples = 30, double candidateErrors = 0) => new()
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
    public static ImmutableArray<double> Around(double centre, int count, int factor = 7) => [.. Enumerable.Range(0, count).Select(at => centre + (((at * factor) % 11) - 5) * 0.1)];

    public static ImmutableArray<EventCount> Counts(int count, double errors) => [.. Enumerable.Repeat(new EventCount(errors, 100), count)];
}
