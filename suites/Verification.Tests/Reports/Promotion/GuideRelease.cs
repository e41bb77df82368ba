using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Reports.Promotion;
using Verification.Tests.Model;
using Verification.Tests.Model.Gate;
using Verification.Tests.Model.Load;

namespace Verification.Tests.Reports.Promotion;

/// <summary>A release of the guide with everything that a report can show: a good one, and one whose clients saw failures.</summary>
internal static class GuideRelease
{
    public static readonly DateTimeOffset Now = GuideFacts.Healthy.TakenAt.AddMinutes(5);

    private static readonly DateTimeOffset LoadStart = GuideLoad.Facts.StartedAt;

    private static readonly Snapshot Before = GuideFacts.Healthy.ProductionContainer(container => container with { Image = $"{ImageReference.Parse(container.Image).Repository}:v1.2.2" })
        with
    { TakenAt = GuideFacts.Healthy.TakenAt.AddMinutes(-10) };

    public static ReleaseEvidence Good { get; } = new() { Snapshots = [Before, GuideFacts.Healthy], Loads = [Load(failed: false)], Analyses = [Analysis(errors: 0)] };

    /// <summary>Two targets are unhealthy, requests failed for a while, and the candidate makes errors.</summary>
    public static ReleaseEvidence Bad { get; } = new()
    {
        Snapshots = [Before, GuideFacts.Healthy.ProductionTargets(targets => [.. targets.Select((target, at) => at == 0 ? target : target with { State = "unhealthy", Reason = "Target.ResponseCodeMismatch" })])],
        Loads = [Load(failed: true)],
        Analyses = [Analysis(errors: 2)],
    };

    public static ImmutableArray<ReleaseStage> Stages { get; } =
    [
        new()
        {
            Name = "Deploy to production", Status = "Success", Outcome = Outcome.Passed, BeganAt = LoadStart.AddMinutes(-3), Took = TimeSpan.FromSeconds(200),
            Traffic =
            [
                new AxisEvent(LoadStart.AddSeconds(9), AxisEventKind.Listener, "shift: 10 % go to notification-prod-tg2"),
                new AxisEvent(LoadStart.AddSeconds(12), AxisEventKind.Listener, "shift: 100 % go to notification-prod-tg2"),
            ],
        },
        new() { Name = "Deploy to analytics", Status = "Failed", Outcome = Outcome.Failed, BeganAt = LoadStart.AddSeconds(21), Took = TimeSpan.FromSeconds(80), IsRolledBack = true, Why = "the image cannot be pulled" },
        new() { Name = "Verify", Status = "not ended", Outcome = Outcome.Unknown, BeganAt = LoadStart.AddSeconds(102), Took = null },
    ];

    public static PromotionReport Report(ReleaseEvidence evidence) => Report(evidence, Policy.Strict);

    public static PromotionReport Report(ReleaseEvidence evidence, Policy policy) =>
        PromotionReport.Of(GuideTopology.Literal, policy, evidence, PromotionGate.Decide(GuideTopology.Literal, policy, evidence, Now), Now, Stages);

    private static LoadEvidence Load(bool failed) => GuideLoad.Evidence with
    {
        Scenario = "swap",
        Facts = GuideLoad.Facts with
        {
            Failed = failed ? 120 : 0,
            Errors = failed ? GuideLoad.Facts.Errors.Add(LoadErrorKind.Status, 120) : GuideLoad.Facts.Errors,
            Timeline =
            [
                .. Enumerable.Range(0, 30).Select(second => new LoadInterval
                {
                    Start = TimeSpan.FromSeconds(second),
                    Sent = 500,
                    Completed = 495 + (second % 7),
                    Failed = failed && second == 12 ? 120 : 0,
                    P50 = TimeSpan.FromMilliseconds(2 + (second % 3)),
                    P95 = TimeSpan.FromMilliseconds(8),
                    P99 = TimeSpan.FromMilliseconds(second == 12 ? 60 : 15 + (second % 5)),
                    Max = TimeSpan.FromMilliseconds(70),
                    InFlight = 3,
                }),
            ],
            FailureWindows = failed
                ? [new FailureWindow { From = LoadStart.AddSeconds(12.1), To = LoadStart.AddSeconds(12.6), Failed = 120, Requests = 250, Errors = GuideLoad.Facts.Errors.Add(LoadErrorKind.Status, 120), FirstFailure = "status 502" }]
                : [],
            Versions = [GuideLoad.Facts.Versions[0] with { Version = "v1.2.2", LastSentAt = LoadStart.AddSeconds(12) }, GuideLoad.Facts.Versions[0] with { FirstAt = LoadStart.AddSeconds(12) }],
        },
        Changes =
        [
            new AxisEvent(LoadStart.AddSeconds(9), AxisEventKind.Listener, "notification-service__1 (v1.2.3) gets 10 % of the requests, had 0 %"),
            new AxisEvent(LoadStart.AddSeconds(12), AxisEventKind.Listener, "notification-service__1 (v1.2.3) gets 100 % of the requests, had 10 %"),
            new AxisEvent(LoadStart.AddSeconds(12.3), AxisEventKind.Target, "notification-service (v1.2.2) has targets 3 draining, had 3 healthy"),
        ],
    };

    private static AnalysisEvidence Analysis(double errors)
    {
        var passing = GuideAnalysis.Of();
        return passing with
        {
            Facts = passing.Facts with
            {
                Metrics =
                [
                    new MetricSamples.Values(RequestMetrics.P50, "ms", GuideAnalysis.Around(10, 30), GuideAnalysis.Around(10, 30, factor: 5)),
                    new MetricSamples.Values(RequestMetrics.P95, "ms", GuideAnalysis.Around(30, 30), GuideAnalysis.Around(30, 30, factor: 5)),
                    new MetricSamples.Counts(RequestMetrics.Errors, "request", GuideAnalysis.Counts(30, 0), GuideAnalysis.Counts(30, errors)),
                ],
            },
        };
    }
}
