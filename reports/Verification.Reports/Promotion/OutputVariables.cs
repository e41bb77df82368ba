using Verification.Model.Gate;

namespace Verification.Reports.Promotion;

/// <summary>The decision as lines KEY=VALUE, as Harness and GitHub take output variables.</summary>
public static class OutputVariables
{
    public const string Decision = "VERIFICATION_DECISION";
    public const string Reason = "VERIFICATION_REASON";

    public static string Write(PromotionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var word = report.Decision.Kind switch
        {
            DecisionKind.Promote => "PROMOTE",
            DecisionKind.Hold => "HOLD",
            DecisionKind.RollBack => "ROLL_BACK",
            _ => "CANNOT_JUDGE",
        };

        // On one line: a reason with a line break in it could set another variable.
        return $"{Decision}={word}\n{Reason}={VisibleText.Of(report.Decision.Reason, lines: false)}\n";
    }
}
