using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace Verification.Reports.Promotion.Charts;

/// <summary>The promotion report's pictures as files of their own: SVG that needs nothing else, in dark and light.</summary>
public static class ReportPictures
{
    private const int Width = 400;

    // Of the line above a picture that says what it is.
    private const int Caption = 22;

    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>Stages over time, with lines where traffic was moved and what moved it; null where there is none.</summary>
    public static string? Timeline(ImmutableArray<ReleaseStage> stages) => stages.IsDefaultOrEmpty ? null : Write(StageDrawing.Caption,
    [
        new("", StageDrawing.HeightOf(stages), svg => StageDrawing.Draw(svg, "stages", "Stages over time", StageDrawing.Describe(stages), stages)),
        .. stages.SelectMany(stage => stage.Traffic.Select(moved => new Part($"{Figures.Clock(moved.At)} {stage.Name}: {moved.Text}", 0, _ => { }))),
    ]);

    /// <summary>Throughput, latency, failures and distribution of a run of load; null where nothing was measured.</summary>
    public static string? Load(LoadView load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var charts = LoadCharts.Of(load, "load");
        return charts.IsEmpty ? null : Write($"{load.Evidence.Cluster}: {load.Evidence.Scenario}", [.. charts.Select(Of)]);
    }

    /// <summary>Both versions of a comparison, metric by metric, and each change with its confidence interval; null where there are no samples.</summary>
    public static string? Comparison(AnalysisView analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var facts = analysis.Evidence.Facts;
        List<Part> parts = [];
        foreach (var (metric, at) in analysis.Result.Metrics.Select((metric, at) => (metric, at)))
        {
            if (MetricCharts.Of(facts, metric.Metric, $"metric-{at}") is { } chart)
            {
                parts.Add(Of(chart));
            }

            if (metric.Comparison is { } comparison)
            {
                parts.Add(new Part(
                    $"{metric.Metric}: {metric.Reason}",
                    IntervalDrawing.Height,
                    svg => IntervalDrawing.Draw(svg, $"change-{at}", $"Change of {metric.Metric}", metric.Reason, comparison, metric.IsFailure)));
            }
        }

        return parts.Count == 0 ? null : Write($"{analysis.Evidence.Cluster}: {facts.Baseline} (baseline) against {facts.Candidate} (candidate): {analysis.Result.Verdict}", parts);
    }

    private static Part Of(Chart chart) => new(chart.Title, ChartDrawing.Height, svg => ChartDrawing.Draw(svg, chart));

    private static string Write(string title, List<Part> parts)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { NewLineHandling = NewLineHandling.None }))
        {
            var height = Caption + parts.Sum(part => part.Above + part.Height);
            xml.WriteStartElement("svg", Namespace);
            xml.WriteAttributeString("viewBox", $"0 0 {Width} {height}");
            xml.WriteAttributeString("width", $"{Width * 2}");
            xml.WriteAttributeString("height", $"{height * 2}");
            xml.WriteAttributeString("font-family", "system-ui,sans-serif");
            xml.WriteStartElement("style");
            xml.WriteRaw(PictureStyle.Css + ".page{fill:var(--page)}");
            xml.WriteFullEndElement();
            var svg = new SvgWriter(xml);
            svg.Box("page", 0, 0, Width, height);
            svg.Label("start", 8, 15, title, longest: 90);
            var top = (double)Caption;
            foreach (var part in parts)
            {
                svg.Label("start", 8, top + 15, part.Title, longest: 90);
                svg.Top = top + part.Above;
                part.Draw(svg);
                top += part.Above + part.Height;
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private sealed record Part(string Title, int Height, Action<SvgWriter> Draw)
    {
        public int Above => Title.Length == 0 ? 0 : Caption;
    }

    /// <summary>A text that says of itself in its first line what it is written as.</summary>
    private sealed class Utf8Text : StringWriter
    {
        public Utf8Text()
            : base(System.Globalization.CultureInfo.InvariantCulture)
        {
        }

        public override Encoding Encoding => Encoding.UTF8;
    }
}
