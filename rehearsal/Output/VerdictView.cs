using Spectre.Console;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;

namespace Verification.Rehearsal.Output;

/// <summary>The verdict for people: a table for each cluster, one for what they share, what is wrong, and the decision.</summary>
internal static class VerdictView
{
    // As many clusters as anyone reads in full; of more, what does not pass is shown.
    private const int Few = 10;

    /// <param name="screen">Where to.</param>
    /// <param name="run">What was found.</param>
    /// <param name="good">The word for the decision to promote.</param>
    /// <param name="bad">The word for the decision to hold.</param>
    public static void Write(Screen screen, VerificationRun run, string good = "PROMOTE", string bad = "HOLD")
    {
        var findings = run.Findings.ToLookup(finding => finding.Subject.Cluster);
        var isFleet = run.Topology.Clusters.Length > Few;
        foreach (var cluster in run.Topology.Clusters)
        {
            var shown = findings[cluster.Name].Where(finding => !isFleet || finding.Outcome != Outcome.Passed).ToList();
            if (shown.Count > 0)
            {
                WriteTable(screen, $"{cluster.Name} ({cluster.Region})", shown, run.Topology.CommonService.Name);
            }
        }

        if (isFleet)
        {
            var well = run.Topology.Clusters.Count(cluster => findings[cluster.Name].Any() && findings[cluster.Name].All(finding => finding.Outcome == Outcome.Passed));
            screen.Console.MarkupLine($"[bold]{well} of {run.Topology.Clusters.Length} clusters[/] pass every check\n");
        }

        WriteTable(screen, "all clusters", findings[null], run.Topology.CommonService.Name);
        DecisionView.WriteFindings(screen, run.Decision);
        ExplanationView.WriteShort(screen, run.Explanation);
        var calls = run.Snapshot.AwsCalls.Values.Sum();
        screen.Console.MarkupLine($"[dim]{Markup.Escape(run.Snapshot.Target)}, {calls} AWS calls, {run.Elapsed.TotalMilliseconds:0} ms[/]");

        // The last line: of a script that fails, pipelines show it as the reason.
        DecisionView.WriteDecision(screen, run.Decision, good, bad);
    }

    private static void WriteTable(Screen screen, string title, IEnumerable<Finding> findings, string commonService)
    {
        var table = new Table { Border = screen.IsTerminal ? TableBorder.Rounded : TableBorder.None, ShowHeaders = screen.IsTerminal };
        table.AddColumn("result").AddColumn("check").AddColumn("expected").AddColumn("observed");
        foreach (var row in VerdictRow.Of(findings, commonService))
        {
            table.AddRow(
                $"[{Colour(row.Outcome)}]{Word(row.Outcome)}[/]",
                Markup.Escape(row.Check),
                Markup.Escape(row.Expected),
                Markup.Escape(row.Observed));
        }

        screen.Console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        screen.Console.Write(table);
        screen.Console.WriteLine();
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "FAILED",
        _ => "UNKNOWN",
    };

    private static string Colour(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "green",
        Outcome.Failed => "red",
        _ => "yellow",
    };
}
