using System.Collections.Immutable;
using System.Globalization;

namespace Verification.Reports.Promotion.Html;

/// <summary>The report as one page that needs nothing beside it: no script, no font, no picture from elsewhere.</summary>
public static class PromotionHtml
{
    private static readonly ImmutableArray<PageSection> Sections =
    [
        new("clusters", "Clusters", report => true, ClusterSection.Write),
        new("against", "What speaks against it", report => report.Decision.Against.Length + report.Decision.Missing.Length + report.Decision.Warnings.Length > 0, AgainstSection.Write),
        new("why", "Why, and what to do", report => report.Explanation.Causes.Length + report.Explanation.Unexplained.Length > 0, WhySection.Write),
        new("stages", "Stages", report => !report.Stages.IsEmpty, StageSection.Write),
        new("load", "Load and downtime", report => !report.Loads.IsEmpty, LoadSection.Write),
        new("versions", "Comparison of versions", report => !report.Analyses.IsEmpty, AnalysisSection.Write),
        new("findings", "All findings", report => true, FindingSection.Write),
        new("evidence", "Evidence and AWS calls", report => true, EvidenceSection.Write),
    ];

    public static string Write(PromotionReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(report, text);
        return text.ToString();
    }

    public static void Write(PromotionReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using var html = new HtmlWriter(output);
        html.Element("html", () =>
        {
            html.Element("head", () => WriteHead(html, report));
            html.Element("body", () => WriteBody(html, report));
        }, ("lang", "en"));
    }

    private static void WriteHead(HtmlWriter html, PromotionReport report)
    {
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));

        // Whatever got into the page, it fetches nothing and runs nothing.
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"));
        html.Element("title", DecisionSection.Title(report));
        html.Style(PageStyle.Css);
    }

    private static void WriteBody(HtmlWriter html, PromotionReport report)
    {
        var shown = Sections.Where(section => section.IsShown(report)).ToList();
        html.Element("header", () =>
        {
            html.Element("a", "Skip to the clusters", ("class", "skip"), ("href", "#clusters"));
            DecisionSection.Write(html, report);
            html.Element("nav", () => html.Element("ul", () =>
            {
                foreach (var section in shown)
                {
                    html.Element("li", () => html.Element("a", section.Title, ("href", $"#{section.Id}")));
                }
            }), ("aria-label", "Sections"));
        });
        html.Element("main", () =>
        {
            foreach (var section in shown)
            {
                html.Break();
                html.Element("section", () =>
                {
                    html.Element("h2", section.Title, ("id", $"{section.Id}-title"));
                    section.Write(html, report);
                }, ("id", section.Id), ("aria-labelledby", $"{section.Id}-title"));
            }
        });
        html.Element("footer", () => html.Element("p", () =>
        {
            html.Text("Decided ");
            html.Time(report.DecidedAt);
            html.Text($" from evidence of {report.Target}.");
        }, ("class", "muted")));
    }

    private sealed record PageSection(string Id, string Title, Func<PromotionReport, bool> IsShown, Action<HtmlWriter, PromotionReport> Write);
}
