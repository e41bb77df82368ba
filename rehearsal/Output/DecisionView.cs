using Spectre.Console;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Rehearsal.Output;

/// <summary>What speaks against, what only warns, and the decision.</summary>
internal static class DecisionView
{
    /// <summary>What speaks against, and what only warns.</summary>
    public static void WriteFindings(Screen screen, Decision decision)
    {
        foreach (var finding in decision.Against)
        {
            screen.Console.MarkupLine($"[{(finding.Outcome == Outcome.Failed ? "red" : "yellow")}]{Markup.Escape(finding.Describe())}[/]");
            screen.Console.WriteLine();
        }

        foreach (var missing in decision.Missing)
        {
            screen.Console.MarkupLine($"[yellow]no finding: {Markup.Escape(missing)}[/]");
        }

        foreach (var warning in decision.Warnings)
        {
            screen.Console.MarkupLine($"[yellow]warning: {Markup.Escape(warning.Describe())}[/]");
            screen.Console.WriteLine();
        }
    }

    /// <summary>The decision and its reason.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="good">The word for "promote": a command that asks less says less.</param>
    /// <param name="bad">The word for "hold".</param>
    public static void WriteDecision(Screen screen, Decision decision, string good = "PROMOTE", string bad = "HOLD")
    {
        var (word, colour) = decision.Kind switch
        {
            DecisionKind.Promote => (good, "green bold"),
            DecisionKind.Hold => (bad, "red bold"),
            DecisionKind.RollBack => ("ROLL BACK", "red bold"),
            _ => ("CANNOT JUDGE", "yellow bold"),
        };
        screen.Console.MarkupLine($"[{colour}]{word}[/]  {Markup.Escape(decision.Reason)}");
    }
}
