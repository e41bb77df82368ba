using System.Globalization;
using System.Xml;

namespace Verification.Reports.Promotion.Charts;

/// <summary>The few shapes that a picture needs. Colours are the page's, by class, so that they follow dark and light.</summary>
internal sealed class SvgWriter(XmlWriter xml)
{
    /// <summary>Where the next picture begins when several stand below each other in one file; null on a page, which places them itself.</summary>
    public double? Top { get; set; }

    /// <summary>A picture with its title and description, which screen readers say.</summary>
    public void Picture(string id, int width, int height, string title, string description, Action content)
    {
        xml.WriteStartElement("svg");
        if (Top is { } top)
        {
            Attribute("y", Text(top));
            Attribute("width", Text(width));
            Attribute("height", Text(height));
        }

        Attribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        Attribute("role", "img");
        Attribute("aria-labelledby", $"{id}-title {id}-desc");
        Words("title", $"{id}-title", title);
        Words("desc", $"{id}-desc", description);
        content();
        xml.WriteFullEndElement();
    }

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Shape("line", style, ("x1", Text(x1)), ("y1", Text(y1)), ("x2", Text(x2)), ("y2", Text(y2)));

    public void Box(string style, double x, double y, double width, double height) =>
        Shape("rect", style, ("x", Text(x)), ("y", Text(y)), ("width", Text(Math.Max(0, width))), ("height", Text(height)));

    public void Dot(string style, double x, double y, double radius) => Shape("circle", style, ("cx", Text(x)), ("cy", Text(y)), ("r", Text(radius)));

    public void Path(string style, IEnumerable<(double X, double Y)> points)
    {
        var draws = false;
        var path = new System.Text.StringBuilder();
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                draws = false;
                continue;
            }

            path.Append(draws ? 'L' : 'M').Append(Text(x)).Append(' ').Append(Text(y));
            draws = true;
        }

        // A line of nothing shows a single point by its round end.
        if (path.Length > 0)
        {
            Shape("path", style, ("d", path.Append("l0 0").ToString()));
        }
    }

    /// <param name="anchor">start, middle or end.</param>
    /// <param name="x">Of the anchor.</param>
    /// <param name="y">Of the base line.</param>
    /// <param name="text">Short: it does not wrap.</param>
    /// <param name="longest">How much of it.</param>
    public void Label(string anchor, double x, double y, string text, int longest = 60)
    {
        xml.WriteStartElement("text");
        Attribute("x", Text(x));
        Attribute("y", Text(y));
        Attribute("text-anchor", anchor);
        xml.WriteString(VisibleText.Of(text, longest, lines: false));
        xml.WriteFullEndElement();
    }

    private void Words(string element, string id, string text)
    {
        xml.WriteStartElement(element);
        Attribute("id", id);
        xml.WriteString(VisibleText.Of(text, lines: false));
        xml.WriteFullEndElement();
    }

    private void Shape(string element, string style, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element);
        Attribute("class", style);
        foreach (var (name, value) in attributes)
        {
            Attribute(name, value);
        }

        xml.WriteEndElement();
    }

    private void Attribute(string name, string value) => xml.WriteAttributeString(name, value);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
