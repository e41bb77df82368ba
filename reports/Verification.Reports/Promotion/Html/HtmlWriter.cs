using System.Xml;
using Verification.Reports.Promotion.Charts;

namespace Verification.Reports.Promotion.Html;

/// <summary>Writes HTML that is XML as well: everything is closed, and every text and attribute escaped.</summary>
internal sealed class HtmlWriter : IDisposable
{
    private readonly XmlWriter _xml;

    public HtmlWriter(TextWriter output)
    {
        output.Write("<!DOCTYPE html>\n");
        _xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, CloseOutput = false, NewLineHandling = NewLineHandling.None });
        Svg = new SvgWriter(_xml);
    }

    public SvgWriter Svg { get; }

    public void Element(string name, Action content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        content();

        // A browser takes <div/> for one that is never closed.
        _xml.WriteFullEndElement();
    }

    public void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        Text(text);
        _xml.WriteFullEndElement();
    }

    /// <summary>An element that has nothing in it.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    public void Text(string text) => _xml.WriteString(VisibleText.Of(text));

    public void Time(DateTimeOffset at) => Element("time", Figures.Time(at), ("datetime", Figures.Iso(at)));

    /// <summary>As it stands: the page's own style, without a letter that HTML or XML would read.</summary>
    public void Style(string css)
    {
        _xml.WriteStartElement("style");
        _xml.WriteRaw(css);
        _xml.WriteFullEndElement();
    }

    /// <summary>A line break for whoever reads the source.</summary>
    public void Break() => _xml.WriteWhitespace("\n");

    public void Dispose() => _xml.Dispose();

    private void Attributes(ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (name != "class" || value.Length > 0)
            {
                _xml.WriteAttributeString(name, VisibleText.Of(value, lines: false));
            }
        }
    }
}
