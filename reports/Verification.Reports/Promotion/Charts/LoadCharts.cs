using System.Collections.Immutable;
using Verification.Model.Load;

namespace Verification.Reports.Promotion.Charts;

/// <summary>The charts of a run of load.</summary>
internal static class LoadCharts
{
    public static ImmutableArray<Chart> Of(LoadView load, string id)
    {
        var facts = load.Facts;
        ImmutableArray<Chart> overTime = facts.Timeline.IsEmpty ? [] : [Throughput(load, id), Latency(load, id), Errors(load, id)];
        return facts.Latency.Count == 0 ? overTime : [.. overTime, Distribution(facts, id)];
    }

    private static Chart Throughput(LoadView load, string id)
    {
        var facts = load.Facts;
        return OverTime(load) with
        {
            Id = $"{id}-throughput",
            Title = "Throughput",
            Description = $"Answered requests per second over time: {Figures.Number(facts.RequestsPerSecond)} on average"
                + (facts.OfferedPerSecond is { } offered ? $", {Figures.Number(offered)} offered." : "."),
            Unit = "per s",
            Series = [Series("answered", "a", facts, interval => interval.Completed / Length(facts, interval)), Series("sent", "c", facts, interval => interval.Sent / Length(facts, interval))],
        };
    }

    private static Chart Latency(LoadView load, string id)
    {
        var facts = load.Facts;
        return OverTime(load) with
        {
            Id = $"{id}-latency",
            Title = "Latency",
            Description = $"Median and 99th percentile over time: {Figures.Milliseconds(facts.Latency.P50)} and {Figures.Milliseconds(facts.Latency.P99)} of the whole run, "
                + $"{Figures.Milliseconds(facts.Timeline.Max(interval => interval.P99))} in the worst interval.",
            Unit = "ms",
            Series = [Series("p50", "a", facts, interval => Answered(interval, interval.P50)), Series("p99", "b", facts, interval => Answered(interval, interval.P99))],
        };
    }

    private static Chart Errors(LoadView load, string id)
    {
        var facts = load.Facts;
        return OverTime(load) with
        {
            Id = $"{id}-errors",
            Title = "Failed requests",
            Description = $"Failed requests per second over time: {Figures.Number(facts.Failed)} in all, in {Figures.Count(facts.FailureWindows.Length, "window", "windows")} of {Figures.Span(facts.Downtime)}; windows are shaded.",
            Unit = "per s",
            Series = [Series("failed", "b", facts, interval => interval.Failed / Length(facts, interval))],
        };
    }

    /// <summary>Latency by how many nines of the requests had no more.</summary>
    private static Chart Distribution(LoadFacts facts, string id)
    {
        var latency = facts.Latency;
        (double Share, string Label, TimeSpan Value)[] percentiles =
        [
            (0, "min", latency.Min), (0.5, "p50", latency.P50), (0.75, "p75", latency.P75), (0.9, "p90", latency.P90), (0.95, "p95", latency.P95),
            (0.99, "p99", latency.P99), (0.999, "p99.9", latency.P999), (0.9999, "max", latency.Max),
        ];
        return new Chart
        {
            Id = $"{id}-distribution",
            Title = "Latency distribution",
            Description = $"Latency by percentile of {Figures.Number(latency.Count)} requests: {string.Join(", ", percentiles.Select(each => $"{each.Label} {Figures.Milliseconds(each.Value)}"))}.",
            Unit = "ms",
            Axis = "percentile of the requests",
            Series = [ChartSeries.Of("latency", "a", percentiles.Select(each => (Nines(each.Share), each.Value.TotalMilliseconds)))],
            Places = [.. percentiles.Select(each => (Nines(each.Share), each.Label))],
        };
    }

    private static Chart OverTime(LoadView load)
    {
        var facts = load.Facts;
        var end = facts.Timeline.IsEmpty ? 0 : (facts.Timeline[^1].Start + facts.Interval).TotalSeconds;
        return new Chart
        {
            Id = "",
            Title = "",
            Description = "",
            Unit = "",
            Series = [],
            Bands = [.. facts.FailureWindows.Select(window => (Seconds(window.From), Seconds(window.To)))],
            Marks = [.. Changes(load).Where(change => Seconds(change.At) >= 0 && Seconds(change.At) <= end).Select(change => (Seconds(change.At), Number(load, change)))],
        };

        double Seconds(DateTimeOffset at) => (at - facts.StartedAt).TotalSeconds;
    }

    /// <summary>Those that are drawn: where traffic went, and what a deployment did.</summary>
    public static ImmutableArray<AxisEvent> Changes(LoadView load) =>
        [.. load.Evidence.Changes.Where(change => change.Kind is AxisEventKind.Listener or AxisEventKind.Deployment).OrderBy(change => change.At)];

    private static string Number(LoadView load, AxisEvent change) => Figures.Number((long)Changes(load).IndexOf(change) + 1);

    private static ChartSeries Series(string name, string style, LoadFacts facts, Func<LoadInterval, double> value) =>
        ChartSeries.Of(name, style, facts.Timeline.Select(interval => (interval.Start.TotalSeconds, value(interval))));

    /// <summary>Of an interval: the last one can be shorter.</summary>
    private static double Length(LoadFacts facts, LoadInterval interval)
    {
        var left = facts.Duration - interval.Start;
        return (left > TimeSpan.Zero && left < facts.Interval ? left : facts.Interval).TotalSeconds;
    }

    private static double Answered(LoadInterval interval, TimeSpan value) => interval.Completed == 0 ? double.NaN : value.TotalMilliseconds;

    private static double Nines(double share) => -Math.Log10(1 - share);
}
