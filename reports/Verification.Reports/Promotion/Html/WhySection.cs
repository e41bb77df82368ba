using Verification.Model.Explain;

namespace Verification.Reports.Promotion.Html;

/// <summary>The causes from the origin on, each with what shows it and the commands; then what nothing explains.</summary>
internal static class WhySection
{
    private const int MostCards = 20;

    public static void Write(HtmlWriter html, PromotionReport report)
    {
        foreach (var cause in report.Explanation.Causes.Take(MostCards))
        {
            html.Element("article", () => Write(html, cause), ("class", "card"));
        }

        foreach (var one in report.Explanation.Unexplained.Take(MostCards))
        {
            html.Element("article", () => Write(html, one), ("class", "card"));
        }

        var more = Math.Max(0, report.Explanation.Causes.Length - MostCards) + Math.Max(0, report.Explanation.Unexplained.Length - MostCards);
        if (more > 0)
        {
            html.Element("p", $"{Figures.Number((long)more)} more: verification explain tells all.");
        }
    }

    private static void Write(HtmlWriter html, Cause cause)
    {
        html.Element("h3", cause.Title);
        html.Element("dl", () =>
        {
            Write(html, "of", cause.Subject.ToString());
            Write(html, "shown by", string.Join('\n', cause.For));
            if (!cause.Against.IsEmpty)
            {
                Write(html, "against it", string.Join('\n', cause.Against));
            }

            Write(html, "to do", cause.Remedy);
            Write(html, "cause", $"{cause.Id}, {cause.Certainty.ToString().ToLowerInvariant()}");
        });
        Commands(html, "See it", cause.See);
        Commands(html, "Mend it", cause.Mend);
    }

    private static void Write(HtmlWriter html, UnexplainedFinding one)
    {
        html.Element("h3", $"Unknown cause: {one.Finding.Title}");
        html.Element("dl", () =>
        {
            Write(html, "of", one.Finding.Subject.ToString());
            Write(html, "observed", one.Finding.Observed);
            if (!one.Nearest.IsEmpty)
            {
                Write(html, "nearby", string.Join('\n', one.Nearest));
            }

            if (!one.Unread.IsEmpty)
            {
                Write(html, "not read", string.Join('\n', one.Unread));
            }

            Write(html, "to do", one.Finding.Remedy);
        });
    }

    private static void Commands(HtmlWriter html, string title, IReadOnlyCollection<string> commands)
    {
        if (commands.Count > 0)
        {
            html.Element("p", title);
            html.Element("pre", string.Join('\n', commands));
        }
    }

    private static void Write(HtmlWriter html, string name, string text)
    {
        html.Element("dt", name);
        html.Element("dd", text);
    }
}
