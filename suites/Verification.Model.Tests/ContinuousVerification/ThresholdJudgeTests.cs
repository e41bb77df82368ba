using NUnit.Framework;
using Verification.Model.ContinuousVerification;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class ThresholdJudgeTests
{
    [TestCase(ThresholdStatistic.Mean, 15.5)]
    [TestCase(ThresholdStatistic.Median, 15.5)]
    [TestCase(ThresholdStatistic.P95, 28.55)]
    [TestCase(ThresholdStatistic.P99, 29.71)]
    [TestCase(ThresholdStatistic.Maximum, 30)]
    [TestCase(ThresholdStatistic.Minimum, 1)]
    public void The_statistic_is_compared_with_the_limit(ThresholdStatistic statistic, double value)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Judge(new Threshold { Statistic = statistic, AtMost = value + 0.001 }).Classification, Is.EqualTo(MetricClassification.Pass));
            Assert.That(Judge(new Threshold { Statistic = statistic, AtMost = value - 0.001 }).Classification, Is.EqualTo(MetricClassification.High));
            Assert.That(Judge(new Threshold { Statistic = statistic, AtLeast = value + 0.001 }).Classification, Is.EqualTo(MetricClassification.Low));
        }
    }

    [Test]
    public void The_reason_has_both_numbers() =>
        Assert.That(Judge(new Threshold { Statistic = ThresholdStatistic.P95, AtMost = 20 }).Reason, Is.EqualTo("latency is high: p95 of 30 is 28.55 ms, where at most 20 is allowed"));

    [Test]
    public void A_rate_is_compared_with_the_limit()
    {
        var settings = Given.Errors with { Threshold = new Threshold { AtMost = 0.01 }, Critical = true };

        var judgement = new ThresholdJudge().Judge(Given.Counts([], Given.Spread(100, 9000)), settings);

        Assert.That((judgement.Classification, judgement.IsCriticalFailure), Is.EqualTo((MetricClassification.High, true)));
        Assert.That(new ThresholdJudge().Judge(Given.Counts([], Given.Spread(80, 9000)), settings).Classification, Is.EqualTo(MetricClassification.Pass));
    }

    [Test]
    public void Too_little_missing_and_unreadable_never_pass()
    {
        var settings = Given.Latency with { Threshold = new Threshold { AtMost = 1000 } };
        var judge = new ThresholdJudge();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(judge.Judge(Given.Values([], Given.Around(1, 19)), settings).Classification, Is.EqualTo(MetricClassification.Inconclusive));
            Assert.That(judge.Judge(Given.Values([], Enumerable.Repeat(double.NaN, 30)), settings).Classification, Is.EqualTo(MetricClassification.NoData));
            Assert.That(judge.Judge(Given.Values([], Given.Around(1).Append(double.NegativeInfinity)), settings).Classification, Is.EqualTo(MetricClassification.Error));
            Assert.That(judge.Judge(Given.Counts([], Given.Spread(0, 300)), settings).Classification, Is.EqualTo(MetricClassification.Inconclusive));
            Assert.That(judge.Judge(new MetricSamples.Unavailable("latency", "timed out"), settings).Classification, Is.EqualTo(MetricClassification.Error));
            Assert.That(judge.Judge(Given.Values([], Given.Around(1)), Given.Latency).Classification, Is.EqualTo(MetricClassification.Error), "no limit");
        }
    }

    [TestCase(100, MetricClassification.Pass)]
    [TestCase(100.001, MetricClassification.High)]
    [TestCase(99.999, MetricClassification.Low)]
    public void A_value_at_its_limit_passes(double value, MetricClassification expected) => Assert.That(
        new ThresholdJudge().Judge(Given.Values([], Given.Constant(value)), Given.Latency with { Threshold = new Threshold { Statistic = ThresholdStatistic.Median, AtMost = 100, AtLeast = 100 } }).Classification,
        Is.EqualTo(expected));

    [Test]
    public void A_statistic_that_is_none_is_refused() =>
        Assert.That(() => Judge(new Threshold { Statistic = (ThresholdStatistic)99, AtMost = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("no such statistic"));

    [TestCase(9999.4, "9999")]
    [TestCase(10_000, "10000")]
    [TestCase(-12_345.4, "-12345")]
    [TestCase(999_999_999, "999999999")]
    [TestCase(1e9, "1E+09")]
    [TestCase(0.0123456, "0.01235")]
    public void A_figure_has_four_digits_and_all_of_those_before_the_point_that_one_can_read(double value, string expected) => Assert.That(
        new ThresholdJudge().Judge(Given.Values([], Given.Constant(value)), Given.Latency with { Threshold = new Threshold { Statistic = ThresholdStatistic.Median, AtMost = 0 } }).Reason,
        Does.Contain($"the median of 30 is {expected} ms"));

    // The quartiles of 0 to 100 are 25 and 75, the first and the last percentile 1 and 99.
    [TestCase(0.5, 0, 100, Description = "at the fences")]
    [TestCase(0.49, 1, 99, Description = "a little beyond them")]
    [TestCase(0.1, 1, 99, Description = "what is beyond the fences and no farther than the outer percentiles is none")]
    [TestCase(3, 0, 100)]
    public void What_lies_beyond_the_fences_and_the_outer_percentiles_is_an_outlier(double factor, double least, double most)
    {
        var settings = Given.Latency with { Outliers = OutlierStrategy.Remove, OutlierFactor = factor };
        var samples = Given.Values([], Enumerable.Range(0, 101).Select(i => (double)(i * 37 % 101)));
        var (minimum, maximum) = (At(ThresholdStatistic.Minimum, least), At(ThresholdStatistic.Maximum, most));

        Assert.That((minimum.Classification, maximum.Classification), Is.EqualTo((MetricClassification.Pass, MetricClassification.Pass)), $"{minimum.Reason}; {maximum.Reason}");
        Assert.That(minimum.CandidateSize, Is.EqualTo(most - least + 1));

        MetricJudgement At(ThresholdStatistic statistic, double value) =>
            new ThresholdJudge().Judge(samples, settings with { Threshold = new Threshold { Statistic = statistic, AtMost = value, AtLeast = value } });
    }

    private static MetricJudgement Judge(Threshold threshold) =>
        new ThresholdJudge().Judge(Given.Values([], Enumerable.Range(1, 30).Select(value => (double)value)), Given.Latency with { Threshold = threshold });
}
