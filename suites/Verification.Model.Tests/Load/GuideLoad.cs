using System.Collections.Immutable;
using Verification.Model.Load;

namespace Verification.Tests.Model.Load;

/// <summary>Load on the guide's production cluster that shows nothing wrong.</summary>
internal static class GuideLoad
{
    public static LoadFacts Facts { get; } = new()
    {
        Generator = "verification",
        Targets = ["http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version"],
        Profile = "open, 500/s for 30 s",
        Model = LoadModel.Open,
        StartedAt = GuideFacts.Healthy.TakenAt.AddSeconds(10),
        Duration = TimeSpan.FromSeconds(30),
        WarmUpRequests = 500,
        Requests = 15_000,
        Failed = 0,
        NotSent = 0,
        Errors = ImmutableSortedDictionary<LoadErrorKind, long>.Empty,
        StatusCodes = ImmutableSortedDictionary<int, long>.Empty.Add(200, 15_000),
        BodyBytes = 300_000,
        Latency = Of(15_000, p50: 2, p95: 8, p99: 20),
        ServiceTime = Of(15_000, p50: 2, p95: 8, p99: 20),
        SchedulingLag = Of(15_000, p50: 0.02, p95: 0.05, p99: 0.1),
        Interval = TimeSpan.FromSeconds(1),
        Timeline = [],
        FailureWindows = [],
        Versions =
        [
            new VersionSpan
            {
                Version = "v1.2.3",
                Requests = 15_000,
                FirstAt = GuideFacts.Healthy.TakenAt.AddSeconds(10),
                LastAt = GuideFacts.Healthy.TakenAt.AddSeconds(40),
                LastSentAt = GuideFacts.Healthy.TakenAt.AddSeconds(40),
            },
        ],
        OfferedPerSecond = 500,
        Saturation = null,
        Doubts = [],
        End = LoadEnd.AsPlanned,
        EndReason = null,
    };

    public static LoadEvidence Evidence { get; } = new()
    {
        FormatVersion = LoadEvidenceJson.FormatVersion,
        TakenAt = GuideFacts.Healthy.TakenAt.AddSeconds(41),
        Target = GuideFacts.Healthy.Target,
        Cluster = "prod-cluster",
        Service = "notification-service",
        Scenario = "health",
        Facts = Facts,
        Changes = [],
    };

    /// <summary>A short time in which some of its requests fail.</summary>
    public static FailureWindow Window { get; } = new()
    {
        From = Facts.StartedAt,
        To = Facts.StartedAt.AddMilliseconds(120),
        Failed = 7,
        Requests = 60,
        Errors = Facts.Errors.Add(LoadErrorKind.Status, 7),
        FirstFailure = "status 503",
    };

    public static LatencySummary Of(long count, double p50, double p95, double p99) => new()
    {
        Count = count,
        Min = TimeSpan.FromMilliseconds(p50 / 2),
        Mean = TimeSpan.FromMilliseconds(p50),
        P50 = TimeSpan.FromMilliseconds(p50),
        P75 = TimeSpan.FromMilliseconds(p50),
        P90 = TimeSpan.FromMilliseconds(p95),
        P95 = TimeSpan.FromMilliseconds(p95),
        P99 = TimeSpan.FromMilliseconds(p99),
        P999 = TimeSpan.FromMilliseconds(p99),
        Max = TimeSpan.FromMilliseconds(p99),
        Histogram = "",
    };
}
