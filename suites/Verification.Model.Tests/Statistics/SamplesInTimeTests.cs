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
    public void Bursts_are_dispersed_and_single_events_are_not()
    {
        EventCount[] single = [.. Enumerable.Range(0, 30).Select(i => new EventCount(i % 3, 1000))];
        EventCount[] burst = [.. Enumerable.Range(0, 30).Select(i => new EventCount(i == 12 ? 30 : 0, 1000))];

        Assert.That(Dispersion.Of(single), Is.EqualTo(1));
        Assert.That(Dispersion.Of(burst), Is.EqualTo(30).Within(0.001));
        Assert.That(Dispersion.Of([new(5, 1000)]), Is.EqualTo(1), "one interval says nothing of bursts");
    }
}
