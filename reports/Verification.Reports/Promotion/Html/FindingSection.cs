using System.Collections.Immutable;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Reports.Promotion.Html;

/// <summary>Every finding, by whom it is about; what is all well is folded away.</summary>
internal static class FindingSection
{
    public static void Write(HtmlWriter html, PromotionReport report)
    {
        if (report.Findings.IsEmpty)
        {
            html.Element("p", "There are no findings: nothing was looked at.", ("class", "warn"));
            return;
        }

        foreach (var group in report.Findings.GroupBy(one => one.Finding.Subject.Cluster ?? "all clusters", StringComparer.Ordinal))
        {
            var failed = group.Count(one => one.Finding.Outcome == Outcome.Failed);
            var unknown = group.Count(one => one.Finding.Outcome is not (Outcome.Failed or Outcome.Passed));
            html.Element("h3", group.Key);
            html.Element("details", () =>
            {
                html.Element("summary", $"{Figures.Number((long)group.Count())} findings: {Figures.Number((long)failed)} failed, {Figures.Number((long)unknown)} unknown");
                HtmlTable.Write(html, $"Findings on {group.Key}", ["Check", "Result", "Of", "Expected", "Observed", "Read from", "To do"], group.Select(Row));
            });
        }
    }

    private static ImmutableArray<HtmlCell> Row(WeighedFinding one) =>
    [
        one.Finding.Title,
        new(one.Weight == CheckWeight.Block ? Figures.Word(one.Finding.Outcome) : $"{Figures.Word(one.Finding.Outcome)}, {Figures.Word(one.Weight)}",
            one.Finding.Outcome switch { Outcome.Passed => "good", Outcome.Failed => "bad", _ => "warn" }),
        one.Finding.Subject.ToString(),
        one.Finding.Expected,
        one.Finding.Observed,
        one.Finding.Source?.ToString() ?? "nothing",
        one.Finding.Outcome == Outcome.Passed ? "" : one.Finding.Remedy,
    ];
}
