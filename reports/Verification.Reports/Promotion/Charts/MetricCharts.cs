using System.Collections.Immutable;
using Verification.Model.ContinuousVerification;

namespace Verification.Reports.Promotion.Charts;

/// <summary>The chart of one metric of an analysis: both versions, interval by interval.</summary>
internal static class MetricCharts
{
    /// <summary>Null when there is nothing to draw.</summary>
    public static Chart? Of(ContinuousVerificationFacts facts, string metric, string id)
    {
        var (unit, baseline, candidate) = facts.Metrics.FirstOrDefault(samples => samples.Metric == metric) switch
        {
            MetricSamples.Values values => (values.Unit, Given(values.Baseline), Given(values.Candidate)),
            MetricSamples.Counts counts => ($"per {counts.Unit}", [.. Given(counts.Baseline).Select(count => count.Rate)], [.. Given(counts.Candidate).Select(count => count.Rate)]),
            _ => ("", [], ImmutableArray<double>.Empty),
        };
        return baseline.Length + candidate.Length == 0 ? null : new Chart
        {
            Id = id,
            Title = $"{metric}, baseline and candidate",
            Description = $"{metric} of {facts.Baseline} (baseline) and {facts.Candidate} (candidate) over time: medians {Figures.Number(Median(baseline))} and {Figures.Number(Median(candidate))} {unit}.",
            Unit = unit,
            Series = [Series("baseline", "c", baseline, facts), Series("candidate", "a", candidate, facts)],
        };
    }

    private static ChartSeries Series(string name, string style, ImmutableArray<double> values, ContinuousVerificationFacts facts) =>
        ChartSeries.Of(name, style, values.Select((value, at) => (at * facts.SampleInterval.TotalSeconds, value)));

    private static double Median(ImmutableArray<double> values)
    {
        var ordered = values.Where(double.IsFinite).Order().ToList();
        return ordered.Count == 0 ? double.NaN : ordered[ordered.Count / 2];
    }

    private static ImmutableArray<T> Given<T>(ImmutableArray<T> samples) => samples.IsDefault ? [] : samples;
}
