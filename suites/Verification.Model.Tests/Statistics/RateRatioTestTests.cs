using CsCheck;
using MathNet.Numerics.Distributions;
using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class RateRatioTestTests
{
    // R: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)), the example of its manual.
    [Test]
    public void The_example_of_a_manual_has_its_published_answers()
    {
        var test = RateRatioTest.Of(new EventCount(6 + 8 + 7, 1083 + 1050 + 878), new EventCount(11, 800), 0.95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(test.Ratio, Is.EqualTo(1.971488).Within(1e-6));
            Assert.That(test.Interval.Low, Is.EqualTo(0.8584264).Within(1e-6));
            Assert.That(test.Interval.High, Is.EqualTo(4.2772659).Within(1e-6));
        }
    }

    [Test]
    public void The_p_is_that_of_the_binomial_distribution() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Double[1, 1000], Gen.Double[1, 1000]).Sample((y, x, ey, ex) =>
        {
            var binomial = new Binomial(ex / (ex + ey), x + y);
            var expected = Math.Min(1, 2 * Math.Min(AtMost(x), 1 - AtMost(x - 1)));
            return Math.Abs(RateRatioTest.PValueOf(new(y, ey), new(x, ex)) - expected) < 1e-9;

            // MathNet's is NaN at either end.
            double AtMost(int events) => events < 0 ? 0 : events >= x + y ? 1 : binomial.CumulativeDistribution(events);
        });

    [Test]
    public void The_interval_excludes_equal_rates_exactly_when_the_p_is_small() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Double[1, 1000], Gen.Double[1, 1000]).Sample((y, x, ey, ex) =>
        {
            var test = RateRatioTest.Of(new(y, ey), new(x, ex), 0.98);
            return Math.Abs(test.PValue - 0.02) < 1e-9 || (test.Interval.Low > 1 || test.Interval.High < 1) == test.PValue < 0.02;
        });

    [Test]
    public void Without_events_nothing_is_known_of_the_ratio()
    {
        var test = RateRatioTest.Of(new(0, 1000), new(0, 1000), 0.98);

        Assert.That(test, Is.EqualTo(new RateRatioTest(double.NaN, new ConfidenceInterval(0, double.PositiveInfinity), 1)));
    }

    [Test]
    public void Errors_that_are_gone_have_the_ratio_0() => Assert.That(RateRatioTest.Of(new(5, 1000), new(0, 1000), 0.98).Ratio, Is.Zero);

    [Test]
    public void Errors_that_are_new_have_an_infinite_ratio() => Assert.That(RateRatioTest.Of(new(0, 1000), new(5, 1000), 0.98).Ratio, Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void A_baseline_that_nobody_asked_bounds_nothing()
    {
        var test = RateRatioTest.Of(new(0, 0), new(5, 1000), 0.98);

        Assert.That(test, Is.EqualTo(new RateRatioTest(double.NaN, new ConfidenceInterval(0, double.PositiveInfinity), 1)));
    }

    [Test]
    public void Counts_of_millions_are_no_trouble()
    {
        var test = RateRatioTest.Of(new(2_000_000, 1e9), new(2_020_000, 1e9), 0.98);

        Assert.That(test.Interval.Low, Is.EqualTo(1.01 - (2.326 * 1.01 * 0.000998)).Within(1e-5));
    }
}
