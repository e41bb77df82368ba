using System.Collections.Immutable;

namespace Verification.Reports.Promotion.Html;

/// <summary>A table with a heading for every column; on a phone each row becomes a block, and each cell says what it is.</summary>
internal static class HtmlTable
{
    public static void Write(HtmlWriter html, string caption, ImmutableArray<string> columns, IEnumerable<ImmutableArray<HtmlCell>> rows) => html.Element("table", () =>
    {
        html.Element("caption", caption);
        html.Element("thead", () => html.Element("tr", () =>
        {
            foreach (var column in columns)
            {
                html.Element("th", column, ("scope", "col"));
            }
        }));
        html.Element("tbody", () =>
        {
            foreach (var row in rows)
            {
                html.Break();
                html.Element("tr", () =>
                {
                    for (var at = 0; at < row.Length; at++)
                    {
                        Cell(html, row[at], columns[at], isFirst: at == 0);
                    }
                });
            }
        });
    }, ("class", "stacks"));

    private static void Cell(HtmlWriter html, HtmlCell cell, string column, bool isFirst)
    {
        if (isFirst)
        {
            html.Element("th", cell.Text, ("scope", "row"), ("class", cell.Style));
        }
        else
        {
            html.Element("td", cell.Text, ("data-label", column), ("class", cell.Style));
        }
    }
}

/// <param name="Text">What stands in it.</param>
/// <param name="Style">A class of the page, or nothing.</param>
internal readonly record struct HtmlCell(string Text, string Style)
{
    public static implicit operator HtmlCell(string text) => new(text, "");
}
