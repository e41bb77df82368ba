using System.Globalization;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

/// <summary>What follows from the order in which samples were taken.</summary>
internal sealed class SamplesInTimeTests
{
    [Test]
    public void Block_means_leave_out_what_is_missing_and_what_is_left_over() =>
        Assert.That(BlockMeans.Of([1, 3, double.NaN, 5, double.NaN, double.NaN, 9], 2), Is.EqualTo([2.0, 5, double.NaN]));

    [Test]
    public void A_block_of_nothing_is_refused() => Assert.That(() => BlockMeans.Of([1], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Samples_that_lean_on_each_other_are_worth_fewer_and_their_block_means_are_not()
    {
        var series = Draws.Autoregressive(new Random(3), 300, 0.8);
        var means = BlockMeans.Of(series, 10);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(SerialCorrelation.LagOne(series), Is.EqualTo(0.8).Within(0.1));
            Assert.That(SerialCorrelation.IndependentSize(series), Is.EqualTo(300 / 9.0).Within(20));
            Assert.That(SerialCorrelation.IndependentSize(means), Is.EqualTo(30));
        }
    }

    [Test]
    public void Equal_samples_are_not_correlated() => Assert.That(SerialCorrelation.LagOne([2, 2, 2, 2]), Is.Zero);

    [Test]
    public void Fewer_than_two_samples_are_not_correlated()
    {
        Assert.That(SerialCorrelation.LagOne([]), Is.Zero);
        Assert.That(SerialCorrelation.LagOne([7]), Is.Zero);
        Assert.That(SerialCorrelation.LagOne([1, 3]), Is.EqualTo(-0.5), "two are: -1 * 1 over 1 + 1");
    }

    // 36 samples correlate by less than 3 / 6 by chance: 16 / 32 is not more, 18 / 32 is.
    [TestCase("++++----++++----00+++----+++----++00", 36)]
    [TestCase("++++----++++----00++++----++++----00", 36 * (14 / 32.0) / (50 / 32.0))]
    public void A_correlation_counts_when_it_is_more_than_chance(string series, double expected) =>
        Assert.That(SerialCorrelation.IndependentSize([.. series.Select(sign => sign == '+' ? 1.0 : sign == '-' ? -1 : 0)]), Is.EqualTo(expected).Within(1e-9));

    // Of three intervals chance makes 1 + 3, of nine 1 + 1.5: not more than chance, then more, by hand.
    [TestCase("8 0 4", 1)]
    [TestCase("9 0 3", 5.25)]
    [TestCase("10 0 10 0 5 5 5 5 5", 1)]
    [TestCase("11 0 10 0 4 5 5 5 5", 2.8)]
    public void Dispersion_counts_when_it_is_more_than_chance(string counts, double expected) =>
        Assert.That(Dispersion.Of([.. counts.Split(' ').Select(count => new EventCount(double.Parse(count, CultureInfo.InvariantCulture), 100))]), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Intervals_that_nobody_asked_in_are_not_counted() =>
        Assert.That(Dispersion.Of([new(9, 100), new(0, 0), new(0, 100), new(3, 100), new(0, 0)]), Is.EqualTo(5.25));

    [Test]
    public void Without_events_nothing_is_dispersed() => Assert.That(Dispersion.Of([new(0, 100), new(0, 200)]), Is.EqualTo(1));

    [Test]
    public void Bursts_are_dispersed_and_single_events_are_not()
    {
        EventCount[] single = [.. Enumerable.Range(0, 30).Select(i => new EventCount(i % 3, 1000))];
        EventCount[] burst = [.. Enumerable.Range(0, 30).Select(i => new EventCount(i == 12 ? 30 : 0, 1000))];

        Assert.That(Dispersion.Of(single), Is.EqualTo(1));
        Assert.That(Dispersion.Of(burst), Is.EqualTo(30).Within(0.001));
        Assert.That(Dispersion.Of([new(5, 1000)]), Is.EqualTo(1), "one interval says nothing of bursts");
    }
}
