using CsCheck;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class RateJudgeTests
{
    private static readonly RateJudge Rate = new();

    [Test]
    public void More_errors_than_chance_are_high_with_all_figures()
    {
        var judgement = Judge(Given.Spread(9, 9000), Given.Spread(45, 9000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.High));
            Assert.That(judgement.Reason, Does.StartWith("errors is high: rate ratio 5 (98 % CI 2.").And.Contain("n 9000 and 9000").And.Contain("9 in 9000 requests against 45 in 9000").And.Contain("p "));
        }
    }

    [Test]
    public void A_few_errors_against_none_are_judged_and_not_left_to_how_missing_values_are_read()
    {
        Assert.That(Judge(Given.Spread(0, 9000), Given.Spread(5, 9000)).Classification, Is.EqualTo(MetricClassification.Pass), "p is 1/16");
        Assert.That(Judge(Given.Spread(0, 9000), Given.Spread(9, 9000)).Classification, Is.EqualTo(MetricClassification.High));
    }

    [Test]
    public void No_errors_at_all_pass_when_enough_was_asked()
    {
        Assert.That(Judge(Given.Spread(0, 3000), Given.Spread(0, 3000)).Classification, Is.EqualTo(MetricClassification.Pass));
        Assert.That(Judge(Given.Spread(0, 600), Given.Spread(0, 600)).Reason, Does.StartWith("errors is inconclusive: ").And.Contain("it must have noticed 0.01 per request: collect more"));
    }

    [Test]
    public void A_baseline_that_fails_itself_is_nothing_to_pass_by()
    {
        var limited = Given.Errors with { BaselineAtMost = 0.1 };

        Assert.That(Judge(Given.Spread(9000, 9000), Given.Spread(9000, 9000), limited).Classification, Is.EqualTo(MetricClassification.Inconclusive));
        Assert.That(Judge(Given.Spread(9000, 9000), Given.Spread(9000, 9000), limited).Reason, Does.Contain("the baseline itself is at 1 per request, above 0.1: it is no measure"));
        Assert.That(Judge(Given.Spread(900, 9000), Given.Spread(900, 9000), limited).Classification, Is.EqualTo(MetricClassification.Pass));
        Assert.That(Judge(Given.Spread(1800, 9000), Given.Spread(5400, 9000), limited).Classification, Is.EqualTo(MetricClassification.High), "worse than a bad one is bad");
    }

    [Test]
    public void A_burst_is_worth_one_event()
    {
        var burst = Enumerable.Range(0, 30).Select(i => new EventCount(i == 12 ? 50 : 0, 300));

        var judgement = Judge(Given.Spread(0, 9000), burst);

        Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.Inconclusive));
        Assert.That(judgement.Reason, Does.Contain("those of the candidate come in bursts, so they are worth 1"));
    }

    [TestCase(1.1, MetricClassification.High)]
    [TestCase(1.6, MetricClassification.Pass)]
    public void A_ratio_that_is_allowed_passes(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Spread(900, 90_000), Given.Spread(1350, 90_000), Given.Errors with { EffectSize = new EffectSize { AllowedIncrease = allowed } }).Classification, Is.EqualTo(expected));

    [TestCase(0.001, MetricClassification.High)]
    [TestCase(0.01, MetricClassification.Pass)]
    public void A_difference_that_is_allowed_passes(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Spread(900, 90_000), Given.Spread(1350, 90_000), Given.Errors with { AllowedDifference = allowed }).Classification, Is.EqualTo(expected));

    [TestCase(MetricDirection.Increase, MetricClassification.Pass)]
    [TestCase(MetricDirection.Decrease, MetricClassification.Low)]
    public void Fewer_are_bad_only_where_they_are_said_to_be(MetricDirection direction, MetricClassification expected) =>
        Assert.That(Judge(Given.Spread(900, 9000), Given.Spread(300, 9000), Given.Errors with { Direction = direction }).Classification, Is.EqualTo(expected));

    [Test]
    public void Below_the_minimum_exposure_there_is_never_a_verdict() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[1, 499]).Sample((y, x, exposure) =>
            Judge([new(y, exposure)], [new(x, 9000)]).Classification == MetricClassification.Inconclusive
            && Judge([new(y, 9000)], [new(x, exposure)]).Classification == MetricClassification.Inconclusive);

    [TestCase(double.NaN, 1000)]
    [TestCase(3, double.NaN)]
    [TestCase(3, 0)]
    [TestCase(-3, 1000)]
    [TestCase(double.PositiveInfinity, 1000)]
    public void Counts_that_are_none_are_no_data(double events, double exposure) =>
        Assert.That(Judge(Given.Spread(0, 9000), [new(events, exposure)]).Classification, Is.EqualTo(MetricClassification.NoData));

    [Test]
    public void The_order_of_the_intervals_does_not_matter() =>
        Gen.Select(Gen.Int[0, 4].Array[30], Gen.Int[0, 6].Array[30], Gen.Int[0, 99]).Sample((y, x, seed) =>
        {
            var (baseline, candidate) = (y.Select(events => new EventCount(events, 300)).ToArray(), x.Select(events => new EventCount(events, 300)).ToArray());
            var judgement = Judge(baseline, candidate);
            var random = new Random(seed);
            random.Shuffle(baseline);
            random.Shuffle(candidate);
            return Judge(baseline, candidate).Classification == judgement.Classification;
        });

    [Test]
    public void Values_are_not_counted() => Assert.That(Rate.Judge(Given.Values([1], [2]), Given.Errors).Classification, Is.EqualTo(MetricClassification.Error));

    [TestCase(0.25, MetricClassification.High)]
    [TestCase(0.2500001, MetricClassification.Pass)]
    public void A_difference_is_allowed_below_its_bound_and_not_at_it(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Spread(2250, 9000), Given.Spread(4500, 9000), Given.Errors with { AllowedDifference = allowed }).Classification, Is.EqualTo(expected));

    [Test]
    public void What_a_pass_must_have_noticed_may_be_just_what_it_would_have()
    {
        var noticed = Judge(Given.Spread(90, 9000), Given.Spread(93, 9000)).Comparison!.MinimumDetectableEffect!.Value;
        var settings = Given.Errors with { MustDetect = 1e-9 };

        Assert.That(Judge(Given.Spread(90, 9000), Given.Spread(93, 9000), settings with { MustDetectRate = noticed }).Classification, Is.EqualTo(MetricClassification.Pass));
        Assert.That(Judge(Given.Spread(90, 9000), Given.Spread(93, 9000), settings with { MustDetectRate = Math.BitDecrement(noticed) }).Classification, Is.EqualTo(MetricClassification.Inconclusive));
    }

    private static MetricJudgement Judge(IEnumerable<EventCount> baseline, IEnumerable<EventCount> candidate, MetricSettings? settings = null) =>
        Rate.Judge(Given.Counts(baseline, candidate), settings ?? Given.Errors);
}
