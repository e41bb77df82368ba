using System.Collections.Immutable;
using Verification.Model.Load;
using Verification.Reports.Promotion.Charts;

namespace Verification.Reports.Promotion.Html;

/// <summary>What clients saw: figures, charts, and the windows of failure laid over what changed.</summary>
internal static class LoadSection
{
    // A quarter of an hour of seconds; the evidence has the rest.
    private const int MostIntervals = 900;

    public static void Write(HtmlWriter html, PromotionReport report)
    {
        for (var at = 0; at < report.Loads.Length; at++)
        {
            Write(html, report.Loads[at], $"load-{at + 1}");
        }
    }

    private static void Write(HtmlWriter html, LoadView load, string id)
    {
        html.Element("h3", $"{load.Evidence.Cluster}: {load.Evidence.Scenario}");
        HtmlTable.Write(html, "Figures of the run", ["Figure", "Value"], LoadFigures.Of(load.Facts).Select(row => ImmutableArray.Create<HtmlCell>(row.Label, row.Value)));
        WriteDowntime(html, load);
        html.Element("div", () =>
        {
            foreach (var chart in LoadCharts.Of(load, id))
            {
                html.Element("figure", () =>
                {
                    html.Element("figcaption", chart.Title);
                    ChartDrawing.Draw(html.Svg, chart);
                });
            }
        }, ("class", "figures"));
        WriteChanges(html, load);
        WriteIntervals(html, load.Facts);
    }

    private static void WriteDowntime(HtmlWriter html, LoadView load)
    {
        if (load.Downtimes.IsEmpty)
        {
            html.Element("p", load.Facts.Requests == 0 ? "No request was measured." : "No client saw a failure.", ("class", load.Facts.Requests == 0 ? "warn" : "good"));
            return;
        }

        html.Element("p", $"Clients saw failures in {Figures.Count(load.Downtimes.Length, "window", "windows")}, {Figures.Span(load.Facts.Downtime)} in all:", ("class", "bad"));
        foreach (var downtime in load.Downtimes)
        {
            html.Element("pre", DowntimeMeter.Describe(downtime));
        }
    }

    private static void WriteChanges(HtmlWriter html, LoadView load)
    {
        var drawn = LoadCharts.Changes(load);
        if (load.Evidence.Changes.IsEmpty)
        {
            return;
        }

        html.Element("details", () =>
        {
            html.Element("summary", $"What changed meanwhile ({load.Evidence.Changes.Length}); numbers are those in the charts");
            HtmlTable.Write(html, "Changes", ["Time", "Number", "Kind", "What"], load.Evidence.Changes.OrderBy(change => change.At).Select(change => ImmutableArray.Create<HtmlCell>(
                Figures.Clock(change.At), drawn.IndexOf(change) is >= 0 and var at ? Figures.Number((long)at + 1) : "", change.Kind.ToString(), change.Text)));
        });
    }

    private static void WriteIntervals(HtmlWriter html, LoadFacts facts)
    {
        if (facts.Timeline.IsEmpty)
        {
            return;
        }

        html.Element("details", () =>
        {
            html.Element("summary", "The charts in figures");
            HtmlTable.Write(
                html,
                facts.Timeline.Length > MostIntervals ? $"The first {MostIntervals} of {facts.Timeline.Length} intervals" : "Intervals",
                ["Second", "Sent", "Answered", "Failed", "p50", "p99"],
                facts.Timeline.Take(MostIntervals).Select(interval => ImmutableArray.Create<HtmlCell>(
                    Figures.Number(interval.Start.TotalSeconds), Figures.Number(interval.Sent), Figures.Number(interval.Completed), Figures.Number(interval.Failed),
                    interval.Completed == 0 ? "none" : Figures.Milliseconds(interval.P50), interval.Completed == 0 ? "none" : Figures.Milliseconds(interval.P99))));
        });
    }
}
