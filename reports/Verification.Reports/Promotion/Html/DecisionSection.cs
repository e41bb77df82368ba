using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Reports.Promotion.Html;

/// <summary>What is read in ten seconds: what was decided, why, and what traffic did.</summary>
internal static class DecisionSection
{
    private const int MostReasons = 5;

    public static string Title(PromotionReport report) => $"{Figures.Word(report.Decision.Kind)}: {report.Service}{(report.Version is { } version ? $" {version}" : "")}";

    public static void Write(HtmlWriter html, PromotionReport report)
    {
        var style = report.Decision.Kind switch { DecisionKind.Promote => "promote", DecisionKind.Hold or DecisionKind.RollBack => "hold", _ => "unknown" };
        html.Element("div", () =>
        {
            html.Element("h1", Title(report));
            html.Element("p", report.Decision.Reason);
        }, ("class", $"decision {style}"));
        WriteTraffic(html, report);
        WriteReasons(html, report.Decision);
    }

    private static void WriteTraffic(HtmlWriter html, PromotionReport report) => html.Element("ul", () =>
    {
        foreach (var traffic in report.Traffic)
        {
            html.Element("li", () =>
            {
                html.Element("strong", traffic.Cluster);
                html.Text(" ");
                html.Element("span", traffic.Text, ("class", traffic.IsUnharmed switch { true => "good", false => "bad", _ => "warn" }));
            });
        }
    }, ("aria-label", "What traffic did"));

    private static void WriteReasons(HtmlWriter html, Decision decision)
    {
        if (decision.Against.IsEmpty)
        {
            return;
        }

        html.Element("ul", () =>
        {
            foreach (var finding in decision.Against.Take(MostReasons))
            {
                html.Element("li", () =>
                {
                    html.Element("span", Figures.Word(finding.Outcome), ("class", finding.Outcome == Outcome.Failed ? "bad" : "warn"));
                    html.Text($" {finding.Title}, {finding.Subject}: {VisibleText.Of(finding.Observed, 160)}");
                });
            }

            if (decision.Against.Length > MostReasons)
            {
                html.Element("li", () => html.Element("a", $"and {Figures.Number((long)decision.Against.Length - MostReasons)} more", ("href", "#against")));
            }
        }, ("aria-label", "Reasons"));
    }
}
