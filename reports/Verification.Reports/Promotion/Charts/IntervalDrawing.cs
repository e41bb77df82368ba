using Verification.Model.ContinuousVerification;

namespace Verification.Reports.Promotion.Charts;

/// <summary>Draws a change with its confidence interval, beside what no change would be and what is allowed.</summary>
internal static class IntervalDrawing
{
    public const int Height = 92;

    private const int Width = 400;
    private const int Left = 20;
    private const int Right = 380;
    private const int Middle = 36;
    private const int Bottom = 56;

    public static void Draw(SvgWriter svg, string id, string title, string description, MetricComparison comparison, bool isFailure) => svg.Picture(id, Width, Height, title, description, () =>
    {
        var (neutral, bound) = (comparison.Neutral, comparison.Bound);
        double[] values = [comparison.Interval.Low, comparison.Interval.High, comparison.Estimate, neutral - bound, neutral + bound, neutral];
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        var room = high > low ? (high - low) * 0.1 : Math.Max(Math.Abs(high) * 0.1, 0.1);
        var scale = Scale.Exact(low - room, high + room, Left, Right);
        svg.Box("allowed", scale.At(neutral - bound), 12, Math.Max(1, scale.At(neutral + bound) - scale.At(neutral - bound)), Bottom - 12);
        svg.Line("mark", scale.At(neutral), 12, scale.At(neutral), Bottom);
        svg.Line("axis", Left, Bottom, Right, Bottom);
        foreach (var tick in scale.Ticks)
        {
            svg.Label("middle", scale.At(tick), Bottom + 15, Figures.Number(tick));
        }

        var style = isFailure ? "b" : "a";

        // An interval without an end goes to the edge.
        var from = double.IsNaN(comparison.Interval.Low) ? Left : scale.At(comparison.Interval.Low);
        var to = double.IsNaN(comparison.Interval.High) ? Right : scale.At(comparison.Interval.High);
        svg.Line($"interval {style}", from, Middle, to, Middle);
        if (double.IsFinite(comparison.Estimate))
        {
            svg.Dot($"dot {style}", scale.At(comparison.Estimate), Middle, 5);
        }

        svg.Label("middle", (Left + Right) / 2.0, Height - 5, neutral == 0 ? $"change of the candidate, {comparison.Unit}" : "candidate's rate as a multiple of the baseline's");
    });
}
