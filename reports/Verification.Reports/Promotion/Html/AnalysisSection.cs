using System.Collections.Immutable;
using Verification.Model.ContinuousVerification;
using Verification.Reports.Promotion.Charts;

namespace Verification.Reports.Promotion.Html;

/// <summary>The comparison of versions: the verdict, and for every metric both versions over time and the change with its confidence interval.</summary>
internal static class AnalysisSection
{
    public static void Write(HtmlWriter html, PromotionReport report)
    {
        for (var at = 0; at < report.Analyses.Length; at++)
        {
            Write(html, report.Analyses[at], $"analysis-{at + 1}");
        }
    }

    private static void Write(HtmlWriter html, AnalysisView analysis, string id)
    {
        var (facts, result) = (analysis.Evidence.Facts, analysis.Result);
        html.Element("h3", $"{analysis.Evidence.Cluster}: {facts.Baseline} (baseline) against {facts.Candidate} (candidate)");
        html.Element("p", () =>
        {
            html.Element("span", result.Verdict.ToString(), ("class", result.Verdict switch { ContinuousVerificationVerdict.Pass => "good", ContinuousVerificationVerdict.Fail => "bad", _ => "warn" }));
            html.Text($": {result.Reason}");
        });
        HtmlTable.Write(html, "Metrics", ["Metric", "Verdict", "Judge", "Why"], result.Metrics.Select(metric => ImmutableArray.Create<HtmlCell>(
            metric.Metric, new(metric.Settings.Muted ? $"{metric.Classification} (muted)" : metric.Classification.ToString(), Style(metric)), metric.Judge, metric.Reason)));
        html.Element("div", () =>
        {
            for (var at = 0; at < result.Metrics.Length; at++)
            {
                WriteMetric(html, facts, result.Metrics[at], $"{id}-{at + 1}");
            }
        }, ("class", "figures"));
    }

    private static void WriteMetric(HtmlWriter html, ContinuousVerificationFacts facts, MetricJudgement metric, string id)
    {
        if (MetricCharts.Of(facts, metric.Metric, $"{id}-samples") is { } chart)
        {
            html.Element("figure", () =>
            {
                html.Element("figcaption", $"{metric.Metric}: baseline and candidate");
                ChartDrawing.Draw(html.Svg, chart);
            });
        }

        if (metric.Comparison is { } comparison)
        {
            html.Element("figure", () =>
            {
                html.Element("figcaption", $"{metric.Metric}: change, with its {Figures.Number(comparison.Confidence * 100)} % confidence interval; what is allowed is shaded");
                IntervalDrawing.Draw(html.Svg, $"{id}-change", $"Change of {metric.Metric}", metric.Reason, comparison, metric.IsFailure);
            });
        }
    }

    private static string Style(MetricJudgement metric) => metric.IsFailure ? "bad" : metric.Classification == MetricClassification.Pass ? "good" : "warn";
}
