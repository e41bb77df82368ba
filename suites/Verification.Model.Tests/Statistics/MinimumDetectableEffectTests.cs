using NUnit.Framework;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.Statistics;

internal sealed class MinimumDetectableEffectTests
{
    // (2.3263 + 0.8416) * 20 * sqrt(2 / 30)
    [Test]
    public void Thirty_samples_of_a_fifth_noise_show_a_change_of_a_sixth() => Assert.That(MinimumDetectableEffect.Planned(20, 30, 0.98), Is.EqualTo(16.36).Within(0.01));

    [Test]
    public void The_width_of_an_interval_tells_the_same_as_the_noise_behind_it()
    {
        var deviation = 20 * Math.Sqrt(2.0 / 30);
        var interval = new ConfidenceInterval(5 - (2.3263479 * deviation), 5 + (2.3263479 * deviation));

        Assert.That(MinimumDetectableEffect.OfShift(interval, 0.98), Is.EqualTo(MinimumDetectableEffect.Planned(20, 30, 0.98)).Within(1e-5));
    }

    // Seven against none is the first that 2 % notices (2 / 2^7); a mean of 9.075 gives seven or more in four cases of five.
    [Test]
    public void Against_no_errors_in_a_thousand_nine_in_a_thousand_are_noticed() =>
        Assert.That(MinimumDetectableEffect.OfRate(new(0, 1000), 1000, 0.98, above: true), Is.EqualTo(0.009075).Within(0.00002));

    [TestCase(0, 2000, true)]
    [TestCase(40, 2000, true)]
    [TestCase(40, 2000, false)]
    [TestCase(400, 2000, false)]
    public void What_is_said_to_be_noticed_is_noticed_in_four_cases_of_five(double events, double exposure, bool above)
    {
        var (baseline, random) = (new EventCount(events, exposure), new Random(7));
        var rate = MinimumDetectableEffect.OfRate(baseline, exposure, 0.98, above)!.Value;

        var noticed = Enumerable.Range(0, 1000).Count(_ => RateRatioTest.PValueOf(baseline, new(MathNet.Numerics.Distributions.Poisson.Sample(random, rate * exposure), exposure)) <= 0.02);

        Assert.That(noticed, Is.InRange(740, 870), $"rate {rate}; counts are whole, so that it cannot be 800 exactly");
    }

    [Test]
    public void Of_few_events_no_fall_would_be_noticed() => Assert.That(MinimumDetectableEffect.OfRate(new(3, 1000), 1000, 0.98, above: false), Is.Null);
}
