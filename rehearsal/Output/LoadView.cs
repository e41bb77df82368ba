using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Verification.Load.Plans;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Rehearsal.Output;

/// <summary>Load while it runs, and what came of it.</summary>
internal static class LoadView
{
    private const int PlotWidth = 60;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>Shows a line a second on a terminal, and nothing elsewhere.</summary>
    public static Task<LoadFacts> WatchAsync(Screen screen, LoadPlan plan, bool quiet, Func<LoadControl, Task<LoadFacts>> work) => screen.IsTerminal && !quiet
        ? screen.Console.Status().StartAsync($"warming up: {Markup.Escape(plan.Profile.Describe())}", context => work(new LoadControl { Progress = new Shown(context) }))
        : work(new LoadControl());

    public static void Write(Screen screen, LoadFacts facts, ImmutableArray<Finding> findings)
    {
        var console = screen.Console;
        console.MarkupLine($"[bold]{Markup.Escape(string.Join(", ", facts.Targets))}[/]  {Markup.Escape(facts.Profile)}");
        console.MarkupLine(Text($"requests  {facts.Requests}, {facts.RequestsPerSecond:0.#} per second, {facts.Failed} failed{(facts.NotSent > 0 ? $", {facts.NotSent} never sent" : "")}, {facts.BodyBytes / 1024.0:0.#} KiB of bodies"));
        Row(console, facts.Model == LoadModel.Open ? "latency" : "time", facts.Latency);
        if (facts.Model == LoadModel.Open)
        {
            Row(console, "service", facts.ServiceTime);
        }

        Plot(console, facts);
        foreach (var window in facts.FailureWindows.Take(5))
        {
            console.MarkupLine($"[red]{Markup.Escape(Text($"failed    {window.Failed} of {window.Requests} from {window.From:HH:mm:ss.fff} to {window.To:HH:mm:ss.fff}: {window.FirstFailure}"))}[/]");
        }

        foreach (var version in facts.Versions)
        {
            console.MarkupLine(Markup.Escape(Text($"version   {version.Version}: {version.Requests} answers, {version.FirstAt:HH:mm:ss.fff} to {version.LastAt:HH:mm:ss.fff}")));
        }

        foreach (var finding in findings)
        {
            var colour = finding.Outcome switch { Outcome.Passed => "green", Outcome.Failed => "red", _ => "yellow" };
            console.MarkupLine($"[{colour}]{finding.Outcome.ToString().ToLowerInvariant(),-8}[/]  {Markup.Escape($"{finding.Title}: {finding.Expected}; {finding.Observed}")}");
        }

        if (facts.Model == LoadModel.Closed)
        {
            console.MarkupLine("[grey]Each connection waited for its answer, so slow answers held requests back; --rate shows what clients would have waited.[/]");
        }
    }

    private static void Row(IAnsiConsole console, string name, LatencySummary latency) => console.MarkupLine(
        Text($"{name,-8}  p50 {Time(latency.P50)}  p90 {Time(latency.P90)}  p95 {Time(latency.P95)}  p99 {Time(latency.P99)}  p99.9 {Time(latency.P999)}  max {Time(latency.Max)}"));

    private static void Plot(IAnsiConsole console, LoadFacts facts)
    {
        if (facts.Timeline.Length < 2)
        {
            return;
        }

        var columns = Columns(facts.Timeline);
        Line(console, "answers", [.. columns.Select(column => column.Average(interval => interval.Completed / facts.Interval.TotalSeconds))], most => Text($"up to {most:0} per second"));
        Line(console, "p99", [.. columns.Select(column => column.Max(interval => interval.P99.TotalMilliseconds))], most => Text($"up to {most:0.##} ms"));
        if (facts.Failed > 0)
        {
            Line(console, "failures", [.. columns.Select(column => (double)column.Sum(interval => interval.Failed))], most => Text($"up to {most:0} at once"));
        }
    }

    private static void Line(IAnsiConsole console, string name, ImmutableArray<double> values, Func<double, string> scale)
    {
        var most = values.Max();
        var bars = values.Select(value => Bars[most > 0 ? (int)Math.Ceiling(value / most * (Bars.Length - 1)) : 0]);
        console.MarkupLine($"{name,-8}  {string.Concat(bars)}  [grey]{scale(most)}[/]");
    }

    /// <summary>The intervals in as many columns as fit.</summary>
    private static List<LoadInterval[]> Columns(ImmutableArray<LoadInterval> timeline)
    {
        // The last one is a part of one only.
        var whole = timeline[..^1];
        return [.. whole.Chunk(Math.Max(1, (whole.Length + PlotWidth - 1) / PlotWidth))];
    }

    private static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        >= 10_000 => Text($"{time.TotalSeconds:0.0} s"),
        >= 100 => Text($"{time.TotalMilliseconds:0} ms"),
        _ => Text($"{time.TotalMilliseconds:0.00} ms"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Shown(StatusContext context) : IProgress<LoadInterval>
    {
        public void Report(LoadInterval value) => context.Status(Markup.Escape(Text(
            $"{value.Start.TotalSeconds + 1:0} s: {value.Completed} answers, {value.Failed} failed, p50 {Time(value.P50)}, p99 {Time(value.P99)}, {value.InFlight} under way")));
    }
}
