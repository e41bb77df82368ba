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

    private static MetricJudgement Judge(Threshold threshold) =>
        new ThresholdJudge().Judge(Given.Values([], Enumerable.Range(1, 30).Select(value => (double)value)), Given.Latency with { Threshold = threshold });
}
