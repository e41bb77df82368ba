using Verification.Load.Plans;

namespace Verification.Load.Comparing;

/// <summary>Which two versions are compared, by which requests, and for how long.</summary>
public sealed record ComparisonRequest
{
    /// <summary>Reaches the version that serves, or served.</summary>
    public required LoadRequest Baseline { get; init; }

    /// <summary>Reaches the version that is to be promoted.</summary>
    public required LoadRequest Candidate { get; init; }

    public required string BaselineVersion { get; init; }

    public required string CandidateVersion { get; init; }

    /// <summary>Real time.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many samples that gives of each side.</summary>
    public int Samples { get; init; } = 30;

    /// <summary>Requests per second to each side.</summary>
    public double Rate { get; init; } = 100;

    public Uri? Proxy { get; init; }

    public bool AllowAws { get; init; }
}
