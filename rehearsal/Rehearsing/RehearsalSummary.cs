using System.Globalization;
using Spectre.Console;
using Verification.Rehearsal.Output;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>What a rehearsal came to: stages with their times, what clients saw, and how that stands beside the guide's promises.</summary>
internal static class RehearsalSummary
{
    private const int LongestReason = 160;

    // What the guide promises.
    private static readonly TimeSpan Total = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan Rollback = TimeSpan.FromMinutes(2);

    public static void Write(Screen screen, string title, RehearsalResult played)
    {
        var console = screen.Console;
        var (result, clients) = (played.Pipeline, played.Clients);
        var table = new Table { Border = screen.IsTerminal ? TableBorder.Rounded : TableBorder.None, ShowHeaders = true }.AddColumns("stage", "status", "on AWS's clock", "here", "");
        foreach (var stage in result.Stages)
        {
            table.AddRow(
                Markup.Escape(stage.Name),
                $"[{BoardView.Colour(stage.Status)}]{stage.Status}{(stage.IsRolledBack ? ", rolled back" : "")}[/]",
                BoardView.Took(stage.Duration),
                BoardView.Took(stage.RealDuration),
                Markup.Escape(Short(stage.Why)));
        }

        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        console.Write(table);
        foreach (var client in clients)
        {
            var versions = string.Join(" then ", client.Versions.Select(seen => seen.Version));
            console.MarkupLine(
                $"clients of {Markup.Escape(client.Cluster)}: {client.Requests} requests, [{(client.Failed == 0 ? "green" : "red")}]{client.Failed} failed[/], {Markup.Escape(versions)}");
            foreach (var failure in client.Failures.Take(3))
            {
                console.MarkupLine($"  [red]{failure.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {Markup.Escape(failure.What)}[/]");
            }
        }

        console.MarkupLine($"{Compared("total", result.Duration, Total, "the guide says 20 to 25 min")} (here {BoardView.Took(result.RealDuration)})");
        if (played.TrafficBack is { } back)
        {
            console.MarkupLine(Compared("traffic back after", back, Rollback, "the guide says below 2 min"));
        }

        console.WriteLine();
    }

    // The whole story stands above it, where it happened.
    private static string Short(string why) => why.Length <= LongestReason ? why : why[..LongestReason] + "...";

    private static string Compared(string what, TimeSpan took, TimeSpan promised, string words) =>
        $"{what} [{(took <= promised ? "green" : "yellow")}]{BoardView.Took(took)}[/] on AWS's clock; {words}";
}
