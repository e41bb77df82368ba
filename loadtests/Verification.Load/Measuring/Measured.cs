using System.Collections.Immutable;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>The recorder's part of <see cref="LoadFacts"/>.</summary>
internal sealed record Measured
{
    public required long WarmUpRequests { get; init; }

    public required long Requests { get; init; }

    public required long Failed { get; init; }

    public required long NotSent { get; init; }

    public required long BodyBytes { get; init; }

    public required ImmutableSortedDictionary<LoadErrorKind, long> Errors { get; init; }

    public required ImmutableSortedDictionary<int, long> StatusCodes { get; init; }

    public required LatencySummary Latency { get; init; }

    public required LatencySummary ServiceTime { get; init; }

    public required LatencySummary SchedulingLag { get; init; }

    public required ImmutableArray<LoadInterval> Timeline { get; init; }

    public required ImmutableArray<FailureWindow> FailureWindows { get; init; }

    public required ImmutableArray<VersionSpan> Versions { get; init; }
}
