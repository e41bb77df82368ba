using CsCheck;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class KayentaJudgeTests
{
    private static readonly double[] Y = [100, 101, 99, 102, 98, 103, 97, 104, 96, 105];
    private static readonly double[] A = [102, 98, 101, 99, 103, 97, 100, 104, 96, 105];
    private static readonly double[] AgainstA = [100, 101, 99, 102, 98, 103, 97, 104, 96, 106];
    private static readonly double[] B = [130, 128, 135, 127, 133, 129, 131, 136, 126, 134];
    private static readonly double[] C = [200, 210, 190, 205, 195, 208, 192, 203, 198, 207];
    private static readonly double[] D = [50, 52, 48, 51, 49, 53, 47, 54, 46, 55];
    private static readonly double[] Fives = [5, 5, 5, 5, 5, 5];

    private static readonly MetricSettings Either = new() { Metric = "latency", Judge = MetricJudgeKind.Kayenta };

    // What a port that reproduces Kayenta's own tests says, to the digits that it printed.
    private static readonly object?[][] Golden =
    [
        ["A", A, AgainstA, MetricClassification.Pass, -4.00004, 3.99993, -0.00005, 0.999006, 0.495],
        ["B", B, Y, MetricClassification.High, 26.000003, 34.999958, 30.000002, 1.302488, 1.0],
        ["C", C, Y, MetricClassification.High, 92.99998, 107.00005, 101.00004, 1.998010, null],
        ["D", D, Y, MetricClassification.Low, -53.99999, -46.00001, -50.0, 0.502488, 0.0],
        ["E", new double[] { 1, 4, 2, 3, 1 }, new double[5], MetricClassification.High, 1.0, 4.0, 1.99996, double.NaN, null],
        ["F", new double[] { 20, 21, 22, 23, 24 }, new double[] { 10, 11, 12, 13, 14 }, MetricClassification.High, 6.00005, 13.99995, 10.0, null, null],
        ["G", new double[] { 20, 21, 22, 23 }, new double[] { 10, 11, 12, 13 }, MetricClassification.High, 7.0, 13.0, null, null, null],
        ["H", new double[] { 20, 21, 22 }, new double[] { 10, 11, 12 }, MetricClassification.High, 8.0, 12.0, null, null, null],
        ["I", new double[] { 5, 5, 5, 5, 6, 6 }, Fives, MetricClassification.Pass, 0.0, 1.0, 0.00005, null, null],
    ];

    [TestCaseSource(nameof(Golden))]
    public void Golden_vectors_match_to_their_digits(string name, double[] x, double[] y, MetricClassification classification, double low, double high, double? estimate, double? ratio, double? cles)
    {
        var byRatio = Judge(y, x, Either);
        var byCles = Judge(y, x, Either with { EffectSize = new EffectSize { Measure = EffectSizeMeasure.Cles } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(byRatio.Classification, Is.EqualTo(classification), name);
            Assert.That(byRatio.Comparison!.Interval.Low, Is.EqualTo(low).Within(Half(low)));
            Assert.That(byRatio.Comparison.Interval.High, Is.EqualTo(high).Within(Half(high)));
            Assert.That(byRatio.Comparison.Estimate, Is.EqualTo(estimate ?? byRatio.Comparison.Estimate).Within(Half(estimate ?? 0)));
            Assert.That(byRatio.Comparison.Effect, Is.EqualTo(ratio ?? byRatio.Comparison.Effect).Within(0.0000005));
            Assert.That(byCles.Comparison!.Effect, Is.EqualTo(cles ?? byCles.Comparison.Effect).Within(0.0000005));
        }
    }

    [Test]
    public void There_are_golden_vectors() => Assert.That(Golden, Has.Length.EqualTo(9));

    [TestCase(MetricDirection.Increase, MetricClassification.High)]
    [TestCase(MetricDirection.Either, MetricClassification.High)]
    [TestCase(MetricDirection.Decrease, MetricClassification.Pass)]
    public void A_change_in_the_good_direction_passes(MetricDirection direction, MetricClassification expected) =>
        Assert.That(Judge(Y, B, Either with { Direction = direction }).Classification, Is.EqualTo(expected));

    [Test]
    public void A_shift_that_is_certain_and_of_uncertain_size_passes()
    {
        var samples = Given.Values(Given.Around(100), Given.Around(104.6));
        var every = Either with { EffectSize = new EffectSize { AllowedIncrease = 1 } };

        var judgement = new KayentaJudge(1).Judge(samples, every);

        Assert.That(judgement.Comparison!.Interval.Low, Is.Positive.And.LessThan(judgement.Comparison.Estimate / 4));
        Assert.That((judgement.Classification, new ExactJudge().Judge(samples, every).Classification), Is.EqualTo((MetricClassification.Pass, MetricClassification.High)));
    }

    [TestCase(1.3, MetricClassification.High)]
    [TestCase(1.31, MetricClassification.Pass)]
    public void A_change_that_is_allowed_passes(double allowed, MetricClassification expected) =>
        Assert.That(Judge(Y, B, Either with { EffectSize = new EffectSize { AllowedIncrease = allowed } }).Classification, Is.EqualTo(expected));

    [TestCase(1.3, true)]
    [TestCase(1.31, false)]
    public void A_change_of_a_critical_metric_is_critical_from_its_critical_effect_on(double critical, bool expected)
    {
        var judgement = Judge(Y, B, Either with { Critical = true, EffectSize = new EffectSize { CriticalIncrease = critical } });

        Assert.That((judgement.Classification, judgement.IsCriticalFailure), Is.EqualTo((MetricClassification.High, expected)));
    }

    [Test]
    public void Identical_series_pass_in_any_order()
    {
        var judgement = Judge(Y, [.. Y.Reverse()], Either);

        Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.Pass));
        Assert.That(judgement.Reason, Does.Contain("identical"));
    }

    [Test]
    public void One_value_on_both_sides_passes() => Assert.That(Judge([1, 1], [1, 1, 1], Either).Classification, Is.EqualTo(MetricClassification.Pass));

    [TestCase(false, false, MetricClassification.NoData, false)]
    [TestCase(true, false, MetricClassification.NoDataFail, false)]
    [TestCase(false, true, MetricClassification.NoData, true)]
    [TestCase(true, true, MetricClassification.NoData, true)]
    public void A_side_without_data_is_no_data_or_a_failure(bool mustHaveData, bool critical, MetricClassification expected, bool isCritical)
    {
        var judgement = Judge(Y, [double.NaN], Either with { MustHaveData = mustHaveData, Critical = critical });

        Assert.That((judgement.Classification, judgement.IsCriticalFailure), Is.EqualTo((expected, isCritical)));
    }

    [Test]
    public void A_side_without_data_passes_where_missing_means_zero_as_in_Kayenta() =>
        Assert.That(Judge(Y, [], Either with { NanStrategy = NanStrategy.Replace }).Classification, Is.EqualTo(MetricClassification.Pass));

    [Test]
    public void Missing_values_are_removed_or_zero()
    {
        double[] errors = [double.NaN, double.NaN, 3, 4, double.NaN, 5, 3, double.NaN, 4, double.NaN];

        Assert.That(Judge(errors, errors[2..6], Either).BaselineSize, Is.EqualTo(5));
        Assert.That(Judge(errors, errors[2..6], Either with { NanStrategy = NanStrategy.Replace }).BaselineSize, Is.EqualTo(10));
    }

    [Test]
    public void Outliers_are_kept_unless_they_are_to_be_removed()
    {
        double[] spiked = [.. Enumerable.Repeat(Y, 20).SelectMany(values => values), 10_000];

        Assert.That(Judge(Y, spiked, Either).CandidateSize, Is.EqualTo(201));
        Assert.That(Judge(Y, spiked, Either with { Outliers = OutlierStrategy.Remove }).CandidateSize, Is.EqualTo(200));
    }

    [TestCase(3, 7, MetricClassification.High)]
    [TestCase(7, 3, MetricClassification.Low)]
    [TestCase(0, 3, MetricClassification.High)]
    [TestCase(-3, -7, MetricClassification.Low)]
    public void Two_constant_series_are_told_apart_and_always_alike(double baseline, double candidate, MetricClassification expected)
    {
        double[] y = [.. Enumerable.Repeat(baseline, 10)], x = [.. Enumerable.Repeat(candidate, 10)];
        var (once, again, otherwise) = (Judge(y, x, Either), Judge(y, x, Either), new KayentaJudge(8).Judge(Given.Values(y, x), Either));

        using (Assert.EnterMultipleScope())
        {
            // The ratio of what is near 0 has no bound, and that of two negative means says the opposite; the effect is Kayenta's all the same.
            Assert.That(once.Classification, Is.EqualTo(baseline < 0 ? MetricClassification.Pass : expected));
            Assert.That(again, Is.EqualTo(once));
            Assert.That(otherwise.Comparison!.Estimate, Is.Not.EqualTo(once.Comparison!.Estimate));
        }
    }

    [Test]
    public void In_small_units_Kayenta_sees_nothing_and_the_scaled_judge_does()
    {
        var (inMilliseconds, inSmallUnits) = (Fifteen(1), Fifteen(1e-7));

        Assert.That(new KayentaJudge(1).Judge(inMilliseconds, Either).Classification, Is.EqualTo(MetricClassification.High));
        Assert.That(new KayentaJudge(1).Judge(inSmallUnits, Either).Classification, Is.EqualTo(MetricClassification.Pass), "all of it is below the tolerance");
        Assert.That(new KayentaJudge(1, compatible: false).Judge(inSmallUnits, Either).Classification, Is.EqualTo(MetricClassification.High));

        static MetricSamples Fifteen(double unit) => Given.Values(Given.Around(100).Select(value => value * unit), Given.Around(115).Select(value => value * unit));
    }

    [Test]
    public void The_scaled_judge_is_as_exact_in_any_unit()
    {
        foreach (var unit in new[] { 1e-9, 1, 1e9 })
        {
            var comparison = new KayentaJudge(1, compatible: false).Judge(Given.Values(Y.Select(value => value * unit), C.Select(value => value * unit)), Either).Comparison!;

            Assert.That(comparison.Interval.Low / unit, Is.EqualTo(93).Within(1e-3));
            Assert.That(comparison.Interval.High / unit, Is.EqualTo(107).Within(1e-3));
        }
    }

    [Test]
    public void The_noise_of_constant_series_is_a_hundred_thousandth_of_their_value([Values(1e-3, 1, 1e3)] double unit)
    {
        double[] y = [.. Given.Constant(100 * unit, 100)], x = [.. Given.Constant(101 * unit, 100)];

        var comparison = new KayentaJudge(1, compatible: false).Judge(Given.Values(y, x), Either).Comparison!;

        // Of Gaussian noise the interval is as wide as that of the means, but for the 3/pi that ranks lose.
        var expected = 2.326 * 100 * unit * 1e-5 * Math.Sqrt(2 / 100.0 * Math.PI / 3);
        Assert.That(comparison.Estimate, Is.EqualTo(unit).Within(unit * 1e-3));
        Assert.That(comparison.Interval.HalfWidth, Is.EqualTo(expected).Within(expected / 4));
    }

    [Test]
    public void The_noise_of_zeros_is_a_hundred_thousandth()
    {
        double[] y = [.. Given.Constant(0, 100)], x = [.. Given.Constant(1e-3, 100)];

        var comparison = new KayentaJudge(1, compatible: false).Judge(Given.Values(y, x), Either).Comparison!;

        var expected = 2.326 * 1e-5 * Math.Sqrt(1 / 100.0 * Math.PI / 3);
        Assert.That(comparison.Interval.HalfWidth, Is.EqualTo(expected).Within(expected / 2));
    }

    [Test]
    public void Neither_the_order_nor_a_shift_of_both_sides_matters()
    {
        var some = Gen.Int[0, 50].Select(value => (double)value).Array[5, 20];

        Gen.Select(some, some, Gen.Int[1, 9], Gen.Int[0, 99]).Sample((y, x, by, seed) =>
        {
            var judgement = Judge(y, x, Either);
            var random = new Random(seed);
            random.Shuffle(y);
            random.Shuffle(x);
            var (shuffled, moved) = (Judge(y, x, Either), Judge([.. y.Select(value => value + by)], [.. x.Select(value => value + by)], Either));
            return shuffled.Classification == judgement.Classification
                && (judgement.Comparison is not { } one || moved.Comparison is not { } other || Math.Abs(one.Interval.Low - other.Interval.Low) + Math.Abs(one.Interval.High - other.Interval.High) < 1e-3);
        });
    }

    [Test]
    public void Where_most_is_nothing_the_scale_is_that_of_the_rest([Values(1e-9, 1, 1e9)] double unit)
    {
        double[] nothing = [.. Given.Constant(0)], mostly = [.. Given.Constant(0, 20), .. Given.Around(7 * unit, 10)];

        var judgement = new KayentaJudge(1, compatible: false).Judge(Given.Values(nothing, mostly), Either);

        Assert.That(judgement.Classification, Is.EqualTo(MetricClassification.Pass), "what happens once in three times is no shift");
        Assert.That(judgement.Comparison!.Interval.High / unit, Is.EqualTo(0).Within(1e-4));
    }

    [Test]
    public void Values_without_end_never_pass([Values(1, 30)] int count, [Values(double.PositiveInfinity, double.NegativeInfinity)] double value, [Values] bool compatible)
    {
        double[] candidate = [.. Given.Around(100).Skip(count), .. Given.Constant(value, count)];

        Assert.That(new KayentaJudge(1, compatible).Judge(Given.Values(Given.Around(100), candidate), Either).Classification, Is.EqualTo(MetricClassification.Error));
        Assert.That(new KayentaJudge(1, compatible).Judge(Given.Values(candidate, candidate), Either).Classification, Is.EqualTo(MetricClassification.Error));
    }

    [Test]
    public void What_cannot_be_read_is_an_error() =>
        Assert.That(new KayentaJudge(1).Judge(new MetricSamples.Unavailable("latency", "timed out"), Either).Classification, Is.EqualTo(MetricClassification.Error));

    private static MetricJudgement Judge(double[] baseline, double[] candidate, MetricSettings settings) => new KayentaJudge(1).Judge(Given.Values(baseline, candidate), settings);

    /// <summary>Half a unit of the last digit that was printed, of five or, for B, six.</summary>
    private static double Half(double value) => Math.Abs((value * 1e5) - Math.Round(value * 1e5)) > 1e-3 ? 0.0000006 : 0.000006;
}
