using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Reports.Promotion;

/// <summary>A stage of the pipeline that made the release.</summary>
public sealed record ReleaseStage
{
    public required string Name { get; init; }

    /// <summary>How it ended, in the pipeline's own word: <c>Success</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What that word means; unknown for a stage that has not ended.</summary>
    public required Outcome Outcome { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Null when it has not ended.</summary>
    public required TimeSpan? Took { get; init; }

    public bool IsRolledBack { get; init; }

    /// <summary>Why it ended as it did; empty where that goes without saying.</summary>
    public string Why { get; init; } = "";

    /// <summary>When traffic was moved in it, and where to.</summary>
    public ImmutableArray<AxisEvent> Traffic { get; init; } = [];
}
