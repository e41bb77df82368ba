using Verification.Model.Checks;

namespace Verification.Reports.Promotion.Html;

/// <summary>The findings that decided, each whole; then what only warns.</summary>
internal static class AgainstSection
{
    // The rest stands in the tables of all findings: nobody reads a hundred cards.
    private const int MostCards = 50;

    public static void Write(HtmlWriter html, PromotionReport report)
    {
        var (against, missing, warnings) = (report.Decision.Against, report.Decision.Missing, report.Decision.Warnings);
        foreach (var finding in against.Take(MostCards))
        {
            WriteCard(html, finding, finding.Title);
        }

        foreach (var one in missing.Take(MostCards))
        {
            html.Element("p", $"No finding: {one}", ("class", "warn"));
        }

        foreach (var finding in warnings.Take(MostCards))
        {
            WriteCard(html, finding, $"Warning: {finding.Title}");
        }

        var more = Math.Max(0, against.Length - MostCards) + Math.Max(0, missing.Length - MostCards) + Math.Max(0, warnings.Length - MostCards);
        if (more > 0)
        {
            html.Element("p", () =>
            {
                html.Text($"{Figures.Number((long)more)} more stand among ");
                html.Element("a", "all findings", ("href", "#findings"));
                html.Text(".");
            });
        }
    }

    private static void WriteCard(HtmlWriter html, Finding finding, string title) => html.Element("article", () =>
    {
        html.Element("h3", $"{title}: {Figures.Word(finding.Outcome)}");
        html.Element("dl", () =>
        {
            Write(html, "of", finding.Subject.ToString());
            Write(html, "expected", finding.Expected);
            Write(html, "observed", finding.Observed);
            Write(html, "read from", finding.Source?.ToString() ?? "nothing");
            Write(html, "to do", finding.Remedy);
            Write(html, "check", finding.Check);
        });
    }, ("class", finding.Outcome == Outcome.Failed ? "card failed" : "card"));

    private static void Write(HtmlWriter html, string name, string text)
    {
        html.Element("dt", name);
        html.Element("dd", text);
    }
}
