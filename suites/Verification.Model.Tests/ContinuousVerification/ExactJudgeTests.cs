using CsCheck;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;
using Verification.Tests.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class ExactJudgeTests
{
    private static readonly ExactJudge Exact = new();

    [Test]
    public void A_quarter_more_is_high_with_all_figures()
    {
        var judgement = Judge(Given.Around(100), Given.Around(125));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.High));
            Assert.That(judgement.Reason, Does.StartWith("latency is high: shift 25"));
            Assert.That(judgement.Reason, Does.Contain(" ms (98 % CI ").And.Contain("bound 0").And.Contain("effect 1.25 (allowed 0.9 to 1.1)").And.Contain("n 30 and 30")
                .And.Contain("would have been noticed").And.Contain("; p "));
        }
    }

    [Test]
    public void A_change_that_is_certain_and_small_passes()
    {
        var quiet = Given.Around(100).Select(value => 100 + ((value - 100) / 10)).ToList();

        var judgement = Judge(quiet, quiet.Select(value => value + 3));

        Assert.That(judgement.Comparison!.Interval.Low, Is.Positive);
        Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.Pass));
    }

    [TestCase(30, MetricClassification.Pass)]
    [TestCase(20, MetricClassification.High)]
    public void A_difference_that_is_allowed_in_its_unit_passes(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Around(100), Given.Around(125), Given.Latency with { AllowedDifference = allowed }).Classification, Is.EqualTo(expected));

    [TestCase(MetricDirection.Increase, MetricClassification.Pass)]
    [TestCase(MetricDirection.Decrease, MetricClassification.Low)]
    public void Less_is_bad_only_where_it_is_said_to_be(MetricDirection direction, MetricClassification expected) =>
        Assert.That(Judge(Given.Around(100), Given.Around(75), Given.Latency with { Direction = direction }).Classification, Is.EqualTo(expected));

    [Test]
    public void From_nothing_anything_is_more() => Assert.That(Judge(new double[30], Given.Around(3)).Classification, Is.EqualTo(MetricClassification.High));

    [Test]
    public void Two_quiet_series_pass() => Assert.That(Judge(new double[30], new double[30]).Classification, Is.EqualTo(MetricClassification.Pass));

    [Test]
    public void A_mean_ratio_that_is_not_defined_is_no_way_round_the_bound() =>
        Assert.That(Judge(new double[30], Given.Around(3), Given.Latency with { EffectSize = new EffectSize { Measure = EffectSizeMeasure.MeanRatio } }).Classification, Is.EqualTo(MetricClassification.High));

    [Test]
    public void Noise_that_hides_what_must_be_seen_is_inconclusive_and_says_what_would_have_been_noticed()
    {
        var random = new Random(4);
        var judgement = Judge(Draws.LogNormal(random, 30, 100, 2), Draws.LogNormal(random, 30, 100, 2));

        Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.Inconclusive));
        Assert.That(judgement.Reason, Does.Contain("would have been noticed").And.Contain("it must have noticed"));
    }

    [Test]
    public void Samples_that_lean_on_each_other_count_for_less()
    {
        var random = new Random(1);
        double[] y = [.. Draws.Autoregressive(random, 60, 0.7).Select(value => 100 + (10 * value))], x = [.. Draws.Autoregressive(random, 60, 0.7).Select(value => 100 + (10 * value))];

        var (judgement, shuffled) = (Judge(y, x), Judge(y.Order(), x.OrderBy(value => value % 1)));

        Assert.That(judgement.Reason, Does.Contain("neighbouring samples are alike"));
        Assert.That(judgement.Comparison!.PValue, Is.Null);
        Assert.That(shuffled.Classification, Is.EqualTo(MetricClassification.Inconclusive), "a rising series is worth next to nothing");
    }

    [Test]
    public void No_data_and_no_answer_are_told_apart()
    {
        Assert.That(Judge([], Given.Around(1)).Reason, Is.EqualTo("latency has no data: the baseline has no data"));
        Assert.That(Exact.Judge(new MetricSamples.Unavailable("latency", "timed out"), Given.Latency).Reason, Is.EqualTo("latency is an error: it could not be read: timed out"));
    }

    [Test]
    public void Series_that_are_too_long_are_an_error_that_says_what_to_do() =>
        Assert.That(Judge(new double[3000], new double[3000]).Reason, Is.EqualTo("latency is an error: n 3000 and 3000 are too many to compare: take means over longer intervals"));

    [Test]
    public void Below_the_minimum_there_is_never_a_verdict() =>
        Gen.Select(Gen.Double[0, 1000].Array[1, 40], Gen.Double[0, 1000].Array[1, 40], Gen.Int[5, 30]).Sample((y, x, minimum) =>
            Math.Min(x.Length, y.Length) >= minimum
            || Judge(y, x, Given.Latency with { MinimumSamples = minimum }).Classification == MetricClassification.Inconclusive);

    [Test]
    public void What_is_missing_never_helps_to_pass() =>
        Gen.Select(Gen.Int[0, 30], Gen.OneOf(Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity))).Sample((missing, value) =>
        {
            var classification = Judge(Given.Around(100), [.. Given.Around(100).Skip(missing), .. Enumerable.Repeat(value, missing)]).Classification;
            return classification == (missing <= 10 ? MetricClassification.Pass : missing == 30 ? MetricClassification.NoData : MetricClassification.Inconclusive);
        });

    [Test]
    public void The_unit_does_not_matter() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Double[0.8, 1.4], Gen.Double[-9, 9]).Sample((seed, factor, exponent) =>
        {
            var (random, unit) = (new Random(seed), Math.Pow(10, exponent));
            double[] y = Draws.LogNormal(random, 25, 100, 0.2), x = [.. Draws.LogNormal(random, 25, 100, 0.2).Select(value => value * factor)];
            var settings = Given.Latency with { Direction = MetricDirection.Either };
            return Judge(y, x, settings).Classification == Judge(y.Select(value => value * unit), x.Select(value => value * unit), settings).Classification;
        }, iter: 60);

    [Test]
    public void Sides_that_are_swapped_have_the_opposite_shift() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Double[0.8, 1.4]).Sample((seed, factor) =>
        {
            var random = new Random(seed);
            double[] y = Draws.LogNormal(random, 25, 100, 0.2), x = [.. Draws.LogNormal(random, 25, 100, 0.2).Select(value => value * factor)];
            var (there, back) = (Judge(y, x).Comparison!, Judge(x, y).Comparison!);
            return Math.Abs(there.Estimate + back.Estimate) < 1e-9 && Math.Abs(there.Interval.Low + back.Interval.High) < 1e-9;
        }, iter: 60);

    [Test]
    public void A_value_that_never_changes_is_no_series_whose_neighbours_are_alike() =>
        Assert.That(Judge(Given.Constant(0.1), Given.Constant(0.1)).Classification, Is.EqualTo(MetricClassification.Pass), "thirty times 0.1 have a mean that is not 0.1");

    [TestCase(1.25, MetricClassification.High)]
    [TestCase(1.2500001, MetricClassification.Pass)]
    public void A_quarter_more_is_allowed_below_the_bound_and_not_at_it(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Constant(100), Given.Constant(125), Given.Latency with { EffectSize = new EffectSize { AllowedIncrease = allowed } }).Classification, Is.EqualTo(expected));

    [TestCase(0.75, MetricClassification.Low)]
    [TestCase(0.7499999, MetricClassification.Pass)]
    public void A_quarter_less_is_allowed_above_the_bound_and_not_at_it(double allowed, MetricClassification expected) => Assert.That(
        Judge(Given.Constant(100), Given.Constant(75), Given.Latency with { Direction = MetricDirection.Decrease, EffectSize = new EffectSize { AllowedDecrease = allowed } }).Classification,
        Is.EqualTo(expected));

    [TestCase(125, 1.25, true)]
    [TestCase(125, 1.2500001, false)]
    [TestCase(75, 0.75, true)]
    [TestCase(75, 0.7499999, false)]
    [TestCase(100, 1, false)]
    public void A_bad_change_of_a_critical_metric_is_critical_from_its_critical_effect_on(double candidate, double effect, bool expected)
    {
        var settings = Given.Latency with { Direction = MetricDirection.Either, Critical = true, EffectSize = new EffectSize { CriticalIncrease = effect, CriticalDecrease = effect } };

        Assert.That(Judge(Given.Constant(100), Given.Constant(candidate), settings).IsCriticalFailure, Is.EqualTo(expected));
    }

    [TestCase(25, MetricClassification.High)]
    [TestCase(25.001, MetricClassification.Pass)]
    public void A_difference_is_allowed_below_its_bound_and_not_at_it(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Given.Constant(100), Given.Constant(125), Given.Latency with { AllowedDifference = allowed }).Classification, Is.EqualTo(expected));

    [TestCase(MetricDirection.Increase)]
    [TestCase(MetricDirection.Decrease)]
    [TestCase(MetricDirection.Either)]
    public void No_change_at_all_passes_even_where_every_change_matters(MetricDirection direction) => Assert.That(
        Judge(Given.Constant(100), Given.Constant(100), Given.Latency with { Direction = direction, EffectSize = new EffectSize { AllowedIncrease = 1, AllowedDecrease = 1 } }).Classification,
        Is.EqualTo(MetricClassification.Pass));

    [Test]
    public void What_a_pass_must_have_noticed_may_be_just_what_it_would_have()
    {
        var noticed = Judge(Given.Around(100), Given.Around(101)).Comparison!.MinimumDetectableEffect!.Value;
        var settings = Given.Latency with { MustDetect = 1e-9 };

        Assert.That(Judge(Given.Around(100), Given.Around(101), settings with { AllowedDifference = noticed }).Classification, Is.EqualTo(MetricClassification.Pass));
        Assert.That(Judge(Given.Around(100), Given.Around(101), settings with { AllowedDifference = Math.BitDecrement(noticed) }).Classification, Is.EqualTo(MetricClassification.Inconclusive));
    }

    [Test]
    public void Independent_samples_have_the_interval_of_the_test_to_the_last_digit()
    {
        double[] y = [.. Given.Around(1.1)], x = [.. Given.Around(1.3)];

        Assert.That(Judge(y, x).Comparison!.Interval, Is.EqualTo(MannWhitneyTest.Shift(x, y, Given.Latency.Confidence).Interval));
    }

    [Test]
    public void Samples_that_are_worth_a_few_of_themselves_have_an_interval_as_wide_as_of_those_few()
    {
        // Neighbours of pairs of four: the same values mixed are independent.
        double[] slow = [.. Given.Slow(Given.Around(100))], mixed = [.. slow.Where((_, i) => i % 4 == 0), .. slow.Where((_, i) => i % 4 == 1), .. slow.Where((_, i) => i % 4 == 2), .. slow.Where((_, i) => i % 4 == 3)];
        var correlation = SerialCorrelation.LagOne(slow);

        var (alike, independent) = (Judge(slow, slow.Select(value => value + 3)).Comparison!, Judge(mixed, mixed.Select(value => value + 3)).Comparison!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(correlation, Is.GreaterThan(0.6));
            Assert.That(alike.Estimate, Is.EqualTo(independent.Estimate));
            Assert.That(alike.Interval.HalfWidth / independent.Interval.HalfWidth, Is.EqualTo(Math.Sqrt((1 + correlation) / (1 - correlation))).Within(1e-9));
            Assert.That(alike.Interval.Low, Is.LessThan(independent.Interval.Low));
            Assert.That(alike.Interval.High, Is.GreaterThan(independent.Interval.High));
        }
    }

    [Test]
    public void Few_slow_samples_against_many_independent_ones_widen_the_interval_by_their_own_share()
    {
        double[] slow = [.. Given.Slow(Given.Around(100))], mixed = [.. Given.Around(100, 120)];
        var worth = SerialCorrelation.IndependentSize(slow);

        var (alike, independent) = (Judge(slow, Given.Around(103, 60)).Comparison!, Judge(mixed, Given.Around(103, 60)).Comparison!);

        Assert.That(alike.Interval.HalfWidth / independent.Interval.HalfWidth, Is.EqualTo(Math.Sqrt(((1 / worth) + (1 / 60.0)) / ((1 / 120.0) + (1 / 60.0)))).Within(1e-9));
    }

    private static MetricJudgement Judge(IEnumerable<double> baseline, IEnumerable<double> candidate, MetricSettings? settings = null) =>
        Exact.Judge(Given.Values(baseline, candidate), settings ?? Given.Latency);
}
