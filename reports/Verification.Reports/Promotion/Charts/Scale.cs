namespace Verification.Reports.Promotion.Charts;

/// <summary>From values to places on a picture, with round numbers for its ticks.</summary>
internal sealed class Scale
{
    private readonly double _from;
    private readonly double _to;

    private Scale(double low, double high, double from, double to, double step) => (Low, High, _from, _to, Step) = (low, high, from, to, step);

    public double Low { get; }

    public double High { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks
    {
        get
        {
            var first = (long)Math.Ceiling((Low / Step) - 1e-9);
            var last = (long)Math.Floor((High / Step) + 1e-9);
            for (var at = first; at <= last; at++)
            {
                yield return at * Step;
            }
        }
    }

    public double At(double value) => _from + ((Math.Clamp(value, Low, High) - Low) / (High - Low) * (_to - _from));

    /// <summary>Both ends as they are.</summary>
    public static Scale Exact(double low, double high, double from, double to)
    {
        var (least, most) = Apart(low, high);
        return new Scale(least, most, from, to, StepOf(most - least, 6));
    }

    /// <summary>Both ends on a tick.</summary>
    public static Scale Round(double low, double high, double from, double to)
    {
        var (least, most) = Apart(low, high);
        var step = StepOf(most - least, 4);
        return new Scale(Math.Floor((least / step) + 1e-9) * step, Math.Ceiling((most / step) - 1e-9) * step, from, to, step);
    }

    private static (double Low, double High) Apart(double low, double high) =>
        !double.IsFinite(low) || !double.IsFinite(high) ? (0, 1) : high > low ? (low, high) : low == 0 ? (0, 1) : (Math.Min(low, 0), Math.Max(low, 0));

    // 1, 2 or 5 of a power of ten.
    private static double StepOf(double span, int most)
    {
        var rough = span / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
