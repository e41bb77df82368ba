using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Reports.Promotion.Markdown;

/// <summary>The report for a job summary of GitHub: what decides comes first, so that what has no room is what passed.</summary>
public static class PromotionMarkdown
{
    /// <summary>What GitHub takes of one step.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostReasons = 50;

    public static string Write(PromotionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new MarkdownWriter(MostBytes);
        WriteDecision(page, report);
        page.Block("## Clusters");
        page.Table(["Fact", .. report.Clusters.Select(cluster => cluster.Name)], ClusterView.Rows.Select(row => ImmutableArray.Create([row.Label, .. report.Clusters.Select(row.Value)])));
        WriteAgainst(page, report.Decision);
        WhyMarkdown.Write(page, report.Explanation);
        WriteStages(page, report);
        WriteLoads(page, report);
        WriteAnalyses(page, report);
        page.Block("## All findings");
        page.Table(
            ["Result", "Check", "Of", "Expected", "Observed", "Read from", "To do"],
            report.Findings.OrderBy(one => one.Finding.Outcome switch { Outcome.Failed => 0, Outcome.Passed => 2, _ => 1 }).Select(one => ImmutableArray.Create(
                one.Weight == CheckWeight.Block ? Figures.Word(one.Finding.Outcome) : $"{Figures.Word(one.Finding.Outcome)}, {Figures.Word(one.Weight)}",
                one.Finding.Title, one.Finding.Subject.ToString(), one.Finding.Expected, one.Finding.Observed, one.Finding.Source?.ToString() ?? "nothing",
                one.Finding.Outcome == Outcome.Passed ? "" : one.Finding.Remedy)));
        page.Block("## Evidence and AWS calls");
        page.Table(["Taken", "Kind", "Of"], report.Evidence.Select(item => ImmutableArray.Create(Figures.Time(item.TakenAt), item.Kind, item.Of)));
        page.Table(["Operation", "Calls"], report.AwsCalls.Select(call => ImmutableArray.Create(call.Key, Figures.Number((long)call.Value))));
        page.Block($"Decided {Figures.Time(report.DecidedAt)} from evidence of {MarkdownText.Of(report.Target)}.");
        return page.ToString();
    }

    private static void WriteDecision(MarkdownWriter page, PromotionReport report)
    {
        var sign = report.Decision.Kind switch { DecisionKind.Promote => "✅", DecisionKind.Hold or DecisionKind.RollBack => "❌", _ => "⚠️" };
        page.Block($"# {sign} {Figures.Word(report.Decision.Kind)}: {MarkdownText.Of(report.Service)}{(report.Version is { } version ? $" {MarkdownText.Of(version)}" : "")}");
        page.Block(MarkdownText.Of(report.Decision.Reason));
        page.Block(string.Join('\n', report.Traffic.Select(traffic => $"- **{MarkdownText.Of(traffic.Cluster)}** {MarkdownText.Of(traffic.Text)}")));
    }

    private static void WriteAgainst(MarkdownWriter page, Decision decision)
    {
        if (decision.Against.IsEmpty && decision.Missing.IsEmpty && decision.Warnings.IsEmpty)
        {
            return;
        }

        page.Block("## What speaks against it");
        foreach (var finding in decision.Against.Take(MostReasons))
        {
            page.Block(Told(finding, ""));
        }

        if (decision.Against.Length > MostReasons)
        {
            page.Block($"And {Figures.Number((long)decision.Against.Length - MostReasons)} more, below.");
        }

        if (!decision.Missing.IsEmpty)
        {
            page.Table(["No finding"], decision.Missing.Select(missing => ImmutableArray.Create(missing)));
        }

        foreach (var finding in decision.Warnings.Take(MostReasons))
        {
            page.Block(Told(finding, "Warning: "));
        }
    }

    private static string Told(Finding finding, string before) => $"""
        **{before}{MarkdownText.Of(finding.Title)}: {Figures.Word(finding.Outcome)}** for {MarkdownText.Of(finding.Subject.ToString())}
        - expected {MarkdownText.Of(finding.Expected)}
        - observed {MarkdownText.Of(finding.Observed)}
        - read from {MarkdownText.Of(finding.Source?.ToString() ?? "nothing")}
        - to do {MarkdownText.Of(finding.Remedy)}
        """.ReplaceLineEndings("\n");

    private static void WriteStages(MarkdownWriter page, PromotionReport report)
    {
        if (report.Stages.IsEmpty)
        {
            return;
        }

        page.Block("## Stages");
        page.Table(["Stage", "Status", "Began", "Took", "Traffic", "Why"], report.Stages.Select(stage => ImmutableArray.Create(
            stage.Name,
            stage.IsRolledBack ? $"{stage.Status}, rolled back" : stage.Status,
            Figures.Time(stage.BeganAt),
            stage.Took is { } took ? Figures.Span(took) : "not ended",
            string.Join("; ", stage.Traffic.Select(moved => $"{Figures.Clock(moved.At)} {moved.Text}")),
            stage.Why)));
    }

    private static void WriteLoads(MarkdownWriter page, PromotionReport report)
    {
        foreach (var load in report.Loads)
        {
            page.Block($"## Load: {MarkdownText.Of(load.Evidence.Cluster)}, {MarkdownText.Of(load.Evidence.Scenario)}");
            page.Table(["Figure", "Value"], LoadFigures.Of(load.Facts).Select(row => ImmutableArray.Create(row.Label, row.Value)));
            if (!load.Downtimes.IsEmpty)
            {
                page.Table(["Window of failure"], load.Downtimes.SelectMany(downtime => DowntimeMeter.Describe(downtime).Split('\n')).Select(line => ImmutableArray.Create(line)));
            }
        }
    }

    private static void WriteAnalyses(MarkdownWriter page, PromotionReport report)
    {
        foreach (var analysis in report.Analyses)
        {
            page.Block($"## {MarkdownText.Of(analysis.Evidence.Cluster)}: {MarkdownText.Of(analysis.Evidence.Facts.Baseline)} against {MarkdownText.Of(analysis.Evidence.Facts.Candidate)}");
            page.Block($"**{analysis.Result.Verdict}**: {MarkdownText.Of(analysis.Result.Reason)}");
            page.Table(["Metric", "Verdict", "Why"], analysis.Result.Metrics.Select(metric => ImmutableArray.Create(metric.Metric, metric.Classification.ToString(), metric.Reason)));
        }
    }
}
