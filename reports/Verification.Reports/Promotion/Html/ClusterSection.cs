namespace Verification.Reports.Promotion.Html;

/// <summary>The clusters side by side, a row for each fact; a row whose clusters differ where they should agree is marked by the findings.</summary>
internal static class ClusterSection
{
    public static void Write(HtmlWriter html, PromotionReport report) => html.Element("div", () => html.Element("table", () =>
    {
        html.Element("caption", "What runs in each cluster, by the newest facts");
        html.Element("thead", () => html.Element("tr", () =>
        {
            html.Element("th", "Fact", ("scope", "col"));
            foreach (var cluster in report.Clusters)
            {
                html.Element("th", cluster.Name, ("scope", "col"));
            }
        }));
        html.Element("tbody", () =>
        {
            foreach (var (label, value) in ClusterView.Rows)
            {
                html.Element("tr", () =>
                {
                    html.Element("th", label, ("scope", "row"));
                    foreach (var text in report.Clusters.Select(value))
                    {
                        html.Element("td", text, ("class", text.StartsWith("not known", StringComparison.Ordinal) || text.StartsWith("absent", StringComparison.Ordinal) ? "warn" : ""));
                    }
                });
            }
        });
    }), ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Table of the clusters"));
}
