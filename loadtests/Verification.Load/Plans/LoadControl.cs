using Verification.Model.Load;

namespace Verification.Load.Plans;

/// <summary>How a run is watched and ended from outside.</summary>
public sealed record LoadControl
{
    /// <summary>Told each interval when it has passed.</summary>
    public IProgress<LoadInterval>? Progress { get; init; }

    /// <summary>When measuring begins, after the warm-up; null at once. A run that is not ready in time is refused: others begin without it.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Ends the run before its time; what was measured until then is the answer. A cancellation gives no answer.</summary>
    public CancellationToken Stop { get; init; }
}
