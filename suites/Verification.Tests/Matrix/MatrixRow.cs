using Verification.Model.Gate;

namespace Verification.Tests.Matrix;

/// <summary>What came of a fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Decision">What was decided in the end.</param>
/// <param name="Cause">The first cause then; null for none.</param>
/// <param name="Red">The checks that did not pass then.</param>
/// <param name="ToVerdict">From the symptom to the first look that decides so, or to the end of the deployment that fails; null where all is well.</param>
/// <param name="ToCause">From the symptom to the first look that has the cause first; null where there is none.</param>
/// <param name="Said">What the looks said, for whoever asks why a row is not as it should be.</param>
internal sealed record MatrixRow(MatrixFault Fault, DecisionKind Decision, string? Cause, string Red, TimeSpan? ToVerdict, TimeSpan? ToCause, string Said)
{
    public bool IsDecisionRight => Decision == Fault.Decision;

    public bool IsCauseRight => Cause == Fault.Cause && (Cause is null || ToCause is not null);

    public bool IsWrongPromote => Decision == DecisionKind.Promote && Fault.Decision != DecisionKind.Promote;
}
