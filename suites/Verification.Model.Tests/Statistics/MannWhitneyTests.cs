using System.Globalization;
using CsCheck;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class MannWhitneyTests
{
    // Permeability of membranes at term and at 12 to 26 weeks (Hollander and Wolfe 1973, page 69): the example of R's wilcox.test.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Before = [1.15, 0.88, 0.90, 0.74, 1.21];

    [Test]
    public void The_textbook_example_has_its_published_answers()
    {
        var shift = MannWhitneyTest.Shift(AtTerm, Before, 0.95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MannWhitneyTest.PValue(AtTerm, Before), Is.EqualTo(0.2544).Within(0.00005));
            Assert.That(shift.Estimate, Is.EqualTo(0.305).Within(1e-9));
            Assert.That(shift.Interval.Low, Is.EqualTo(-0.15).Within(1e-9));
            Assert.That(shift.Interval.High, Is.EqualTo(0.76).Within(1e-9));
        }
    }

    // 2 / C(2n, n): the least that n against n can say.
    [TestCase(3, 0.1)]
    [TestCase(4, 0.0285714)]
    [TestCase(5, 0.0079365)]
    public void Samples_that_do_not_overlap_have_the_least_p_of_their_size(int size, double expected) =>
        Assert.That(MannWhitneyTest.PValue([.. Series(size).Select(value => value + 100)], Series(size)), Is.EqualTo(expected).Within(1e-7));

    // Critical values of U, two-sided at 5 %, from the printed tables.
    [TestCase(5, 5, 2)]
    [TestCase(8, 8, 13)]
    [TestCase(10, 10, 23)]
    [TestCase(12, 7, 18)]
    [TestCase(20, 20, 127)]
    public void Critical_values_are_those_of_the_printed_tables(int nx, int ny, int critical)
    {
        var (at, beyond) = (WithStatistic(nx, ny, critical), WithStatistic(nx, ny, critical + 1));

        Assert.That(MannWhitneyTest.PValue(at.X, at.Y), Is.LessThanOrEqualTo(0.05));
        Assert.That(MannWhitneyTest.PValue(beyond.X, beyond.Y), Is.GreaterThan(0.05));
    }

    [Test]
    public void The_exact_p_is_that_of_all_arrangements_ties_included()
    {
        var few = Gen.Int[0, 5].Select(value => (double)value);

        Gen.Select(few.Array[2, 5], few.Array[2, 5]).Sample((x, y) => Math.Abs(MannWhitneyTest.PValue(x, y) - ByEnumeration(x, y)) < 1e-9, iter: 60);
    }

    [Test]
    public void The_approximation_continues_the_exact_test()
    {
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble() + 0.25)], y = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];

        var (exact, approximate) = (MannWhitneyTest.PValue(x, y), MannWhitneyTest.PValue([.. x, x.Average()], y));

        Assert.That(approximate, Is.EqualTo(exact).Within(exact * 0.5));
    }

    // 2 / C(40, 20); the approximation would say five thousand times as much.
    [Test]
    public void Twenty_against_twenty_are_still_counted() =>
        Assert.That(MannWhitneyTest.PValue([.. Series(20).Select(value => value + 100)], Series(20)), Is.EqualTo(1.45088891e-11).Within(1e-15));

    // The variance of a rank sum is nx ny / n times that of the ranks themselves, whatever ties there are; another library's normal distribution.
    [TestCase(3)]
    [TestCase(12)]
    [TestCase(1000)]
    public void The_approximation_knows_the_ties(int values)
    {
        var random = new Random(values);
        double[] x = [.. Enumerable.Range(0, 30).Select(_ => (double)random.Next(values) + random.Next(2))], y = [.. Enumerable.Range(0, 25).Select(_ => (double)random.Next(values))];
        var ranks = Ranks(x, y);
        var deviation = Math.Sqrt(30 * 25 / 55.0 * ranks.Variance());
        var distance = Math.Abs(ranks.Take(30).Sum() - (30 * ranks.Mean())) - 0.5;

        Assert.That(MannWhitneyTest.PValue(x, y), Is.EqualTo(2 * Normal.CDF(0, 1, -distance / deviation)).Within(1e-12));
    }

    [TestCase(3)]
    [TestCase(30)]
    public void Samples_that_are_all_equal_do_not_differ(int size)
    {
        double[] same = [.. Enumerable.Repeat(7.0, size)];

        Assert.That(MannWhitneyTest.PValue(same, same), Is.EqualTo(1));
    }

    [Test]
    public void Nothing_does_not_differ()
    {
        Assert.That(MannWhitneyTest.PValue([], [1, 2]), Is.EqualTo(1));
        Assert.That(MannWhitneyTest.PValue([1, 2], []), Is.EqualTo(1));
    }

    // The interval is what the test does not reject: on both sides of each end, exactly and by approximation.
    [TestCase(4, 5, 0.9)]
    [TestCase(7, 12, 0.98)]
    [TestCase(20, 20, 0.98)]
    [TestCase(20, 20, 0.95)]
    [TestCase(21, 20, 0.95)]
    [TestCase(30, 14, 0.98)]
    [TestCase(60, 40, 0.9)]
    public void The_interval_ends_where_the_test_begins_to_reject(int nx, int ny, double confidence)
    {
        var random = new Random(nx);
        double[] x = [.. Enumerable.Range(0, nx).Select(_ => random.NextDouble() + 0.3)], y = [.. Enumerable.Range(0, ny).Select(_ => random.NextDouble())];
        var (low, high) = MannWhitneyTest.Shift(x, y, confidence).Interval;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PValueAt(low - 1e-9), Is.LessThanOrEqualTo(1 - confidence));
            Assert.That(PValueAt(low + 1e-9), Is.GreaterThan(1 - confidence));
            Assert.That(PValueAt(high - 1e-9), Is.GreaterThan(1 - confidence));
            Assert.That(PValueAt(high + 1e-9), Is.LessThanOrEqualTo(1 - confidence));
        }

        double PValueAt(double shift) => MannWhitneyTest.PValue([.. x.Select(value => value - shift)], y);
    }

    // One is the least of four in one case of four, which is the tail of one half.
    [Test]
    public void A_tail_that_is_met_exactly_is_rejected() =>
        Assert.That(MannWhitneyTest.Shift([5], [1, 2, 4], 0.5).Interval, Is.EqualTo(new ConfidenceInterval(1, 4)));

    [Test]
    public void Series_that_are_too_long_are_refused() =>
        Assert.That(() => MannWhitneyTest.Shift(new double[2001], new double[2000], 0.98), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("x"));

    [Test]
    public void Kayentas_published_expectation_is_met()
    {
        var shift = MannWhitneyInversion.Of([10, 20, 30, 40], [1, 2, 3, 4], 0.95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(shift.Interval.Low, Is.EqualTo(6).Within(1e-6));
            Assert.That(shift.Interval.High, Is.EqualTo(39).Within(1e-6));
            Assert.That(shift.Estimate, Is.EqualTo(22.5).Within(1e-6));
        }
    }

    // As R's wilcox.test with exact=FALSE does.
    [TestCase("11 12 15", "1 2 3", 8, 14)]
    [TestCase("5", "1 2", 3, 4)]
    public void Samples_that_are_too_few_for_Kayenta_have_an_interval_of_all_their_differences(string x, string y, double low, double high) =>
        Assert.That(MannWhitneyInversion.Of(Values(x), Values(y), 0.98).Interval, Is.EqualTo(new ConfidenceInterval(low, high)));

    [TestCase("5 5 5", "5 5")]
    [TestCase("5", "3")]
    public void What_is_all_tied_once_shifted_has_no_interval_of_Kayentas(string x, string y) => Assert.That(
        () => MannWhitneyInversion.Of(Values(x), Values(y), 0.98),
        Throws.InstanceOf<ArithmeticException>().With.Message.EqualTo("all values are tied: there is nothing to rank"));

    [Test]
    public void The_shift_moves_with_the_sample_and_scales_with_the_unit() =>
        Gen.Select(Gen.Double[0, 100].Array[6, 25], Gen.Double[0, 100].Array[6, 25], Gen.Double[-50, 50], Gen.Double[1e-6, 1e3]).Sample((x, y, by, unit) =>
        {
            var (shift, moved) = (MannWhitneyTest.Shift(x, y, 0.95), MannWhitneyTest.Shift([.. x.Select(value => (value + by) * unit)], [.. y.Select(value => value * unit)], 0.95));
            return Near(moved.Estimate, (shift.Estimate + by) * unit, unit) && Near(moved.Interval.Low, (shift.Interval.Low + by) * unit, unit) && Near(moved.Interval.High, (shift.Interval.High + by) * unit, unit);
        });

    [Test]
    public void The_shift_back_is_the_shift_turned_round() =>
        Gen.Select(Gen.Double[0, 100].Array[6, 25], Gen.Double[0, 100].Array[6, 25]).Sample((x, y) =>
        {
            var (there, back) = (MannWhitneyTest.Shift(x, y, 0.98), MannWhitneyTest.Shift(y, x, 0.98));
            return Near(there.Estimate, -back.Estimate, 1) && Near(there.Interval.Low, -back.Interval.High, 1) && Near(MannWhitneyTest.PValue(x, y), MannWhitneyTest.PValue(y, x), 1);
        });

    [Test]
    public void Samples_that_are_too_few_for_the_confidence_have_an_interval_of_all_numbers() =>
        Assert.That(MannWhitneyTest.Shift([1, 2, 3], [4, 5, 6], 0.98).Interval, Is.EqualTo(new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity)));

    private static bool Near(double one, double other, double unit) => one.Equals(other) || Math.Abs(one - other) < 1e-9 * Math.Max(unit, 1);

    private static double[] Values(string values) => [.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];

    private static double[] Series(int size) => [.. Enumerable.Range(1, size).Select(value => (double)value)];

    /// <summary>Two samples without ties of which x has that Mann-Whitney statistic.</summary>
    private static (double[] X, double[] Y) WithStatistic(int nx, int ny, int statistic)
    {
        // Each x goes above as many y as still fit.
        var x = new double[nx];
        for (var i = nx - 1; i >= 0; i--)
        {
            var above = Math.Min(ny, statistic);
            x[i] = above + 0.5 + (i * 0.001);
            statistic -= above;
        }

        return (x, Series(ny));
    }

    private static double[] Ranks(double[] x, double[] y)
    {
        double[] all = [.. x, .. y];
        return [.. all.Select(value => all.Count(other => other < value) + ((all.Count(other => other.Equals(value)) + 1) / 2.0))];
    }

    private static double ByEnumeration(double[] x, double[] y)
    {
        double[] all = [.. x, .. y];
        var ranks = Ranks(x, y);
        var observed = ranks.Take(x.Length).Sum();
        var sums = Enumerable.Range(0, 1 << all.Length).Where(set => int.PopCount(set) == x.Length)
            .Select(set => ranks.Where((_, index) => (set >> index & 1) == 1).Sum())
            .ToList();
        double atMost = sums.Count(sum => sum <= observed), atLeast = sums.Count(sum => sum >= observed);
        return Math.Min(1, 2 * Math.Min(atMost, atLeast) / sums.Count);
    }
}
