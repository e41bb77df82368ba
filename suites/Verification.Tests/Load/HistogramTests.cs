using CsCheck;
using NUnit.Framework;
using Verification.Load.Measuring;
using Verification.Model.Load;

namespace Verification.Tests.Load;

internal sealed class HistogramTests
{
    [Test]
    public void Percentiles_are_those_of_the_values_to_three_digits() => Gen.Int[1, 5_000_000].Array[100, 2000].Sample(values =>
    {
        var summary = Of(values);
        var ordered = values.Order().ToArray();

        return AtRank(summary.P50, ordered, 0.5) && AtRank(summary.P99, ordered, 0.99)
            && Near(summary.Max, ordered[^1]) && Near(summary.Min, ordered[0]) && summary.Count == values.Length;
    });

    [Test]
    public void Merged_histograms_are_as_if_one_had_recorded_all() => Gen.Int[1, 5_000_000].Array[0, 300].Array[1, 5].Sample(parts =>
        Histograms.Merge(parts.Select(Of)) == Of([.. parts.SelectMany(part => part)]));

    [Test]
    public void Nothing_recorded_is_zero_everywhere() =>
        Assert.That(Of([]) with { Histogram = "" }, Is.EqualTo(Histograms.Merge([]) with { Histogram = "" }).And.Property(nameof(LatencySummary.Max)).EqualTo(TimeSpan.Zero));

    [TestCase("")]
    [TestCase("not Base64!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_histogram_is_refused(string text) =>
        Assert.That(() => Histograms.Merge([Of([1]) with { Histogram = text }]), Throws.TypeOf<FormatException>());

    private static LatencySummary Of(int[] values)
    {
        var histogram = Histograms.Create();
        foreach (var value in values)
        {
            histogram.RecordValue(value);
        }

        return Histograms.Summary(histogram);
    }

    // Which of two neighbours is a percentile is a matter of definition.
    private static bool AtRank(TimeSpan observed, int[] ordered, double part) =>
        (int)(part * ordered.Length) is var rank && (Near(observed, ordered[Math.Max(0, rank - 1)]) || Near(observed, ordered[Math.Min(rank, ordered.Length - 1)]));

    private static bool Near(TimeSpan observed, int microseconds) => Math.Abs(observed.TotalMicroseconds - microseconds) <= 1 + (microseconds / 1000.0);
}
