namespace Verification.Benchmarks;

internal static class Figures
{
    /// <summary><c>123 (110 to 140)</c>: the median, the least and the most.</summary>
    public static string Spread(IReadOnlyList<double> values, string format) => FormattableString.Invariant(
        $"{Text(Median(values), format)} ({Text(values.Min(), format)} to {Text(values.Max(), format)})");

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
