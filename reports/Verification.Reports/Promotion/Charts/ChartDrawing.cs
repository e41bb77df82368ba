namespace Verification.Reports.Promotion.Charts;

/// <summary>Draws a chart.</summary>
internal static class ChartDrawing
{
    public const int Height = 220;

    private const int Width = 400;
    private const int Left = 46;
    private const int Right = 382;
    private const int Top = 34;
    private const int Bottom = 180;

    // Nearer than this, labels of places would stand on each other.
    private const double Nearest = 34;

    public static void Draw(SvgWriter svg, Chart chart) => svg.Picture(chart.Id, Width, Height, chart.Title, chart.Description, () =>
    {
        var points = chart.Series.SelectMany(series => series.Points).Where(point => double.IsFinite(point.Y)).ToList();
        var ends = points.Select(point => point.X).Concat(chart.Places.Select(place => place.At)).DefaultIfEmpty(0).ToList();
        var x = Scale.Exact(ends.Min(), ends.Max(), Left, Right);
        var y = Scale.Round(0, points.Select(point => point.Y).Append(0).Max(), Bottom, Top);
        foreach (var (from, to) in chart.Bands)
        {
            // A window of some milliseconds is seen too.
            svg.Box("band", x.At(from), Top, Math.Max(2, x.At(to) - x.At(from)), Bottom - Top);
        }

        DrawAxes(svg, chart, x, y);
        foreach (var (at, label) in chart.Marks)
        {
            svg.Line("mark", x.At(at), Top, x.At(at), Bottom);
            svg.Label("middle", x.At(at), Top - 3, label);
        }

        foreach (var series in chart.Series)
        {
            svg.Path($"series {series.Style}", series.Points.Select(point => (x.At(point.X), double.IsFinite(point.Y) ? y.At(point.Y) : double.NaN)));
        }

        DrawLegend(svg, chart);
    });

    private static void DrawAxes(SvgWriter svg, Chart chart, Scale x, Scale y)
    {
        foreach (var tick in y.Ticks)
        {
            svg.Line("grid", Left, y.At(tick), Right, y.At(tick));
            svg.Label("end", Left - 4, y.At(tick) + 4, Figures.Number(tick));
        }

        svg.Line("axis", Left, Bottom, Right, Bottom);
        var last = double.NegativeInfinity;
        foreach (var (at, label) in chart.Places.IsEmpty ? x.Ticks.Select(tick => (At: tick, Label: Figures.Number(tick))) : chart.Places)
        {
            if (x.At(at) - last >= Nearest)
            {
                svg.Label("middle", x.At(at), Bottom + 15, label);
                last = x.At(at);
            }
        }

        svg.Label("middle", (Left + Right) / 2.0, Bottom + 32, chart.Axis);
    }

    private static void DrawLegend(SvgWriter svg, Chart chart)
    {
        svg.Label("end", Left - 4, 14, chart.Unit);
        var at = Left + 12.0;
        foreach (var series in chart.Series)
        {
            svg.Line($"series {series.Style}", at, 10, at + 22, 10);
            svg.Label("start", at + 27, 14, series.Name);
            at += 40 + (series.Name.Length * 6.5);
        }
    }
}
