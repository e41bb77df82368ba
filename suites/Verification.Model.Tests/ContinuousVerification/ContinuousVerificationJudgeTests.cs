using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class ContinuousVerificationJudgeTests
{
    private static readonly MetricSamples Alike = Given.Values(Given.Around(100), Given.Around(101));
    private static readonly MetricSamples Slower = Given.Values(Given.Around(100), Given.Around(140));
    private static readonly MetricSamples NoErrors = Given.Counts(Given.Spread(2, 9000), Given.Spread(3, 9000));

    [Test]
    public void Metrics_that_are_all_alike_pass()
    {
        var result = Judge([Alike, NoErrors], Given.Latency, Given.Errors);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Pass));
            Assert.That(result.Score.Score, Is.EqualTo(100));
            Assert.That(result.Metrics.Select(metric => metric.Judge), Is.EqualTo(["exact", "rate"]));
            Assert.That(result.Describe().Split('\n'), Has.Length.EqualTo(4));
        }
    }

    [Test]
    public void A_critical_failure_fails_and_says_by_which_figures()
    {
        var result = Judge([Slower, NoErrors], Given.Latency with { Critical = true }, Given.Errors);

        Assert.That((result.Verdict, result.Score.Score), Is.EqualTo((ContinuousVerificationVerdict.Fail, 0.0)));
        Assert.That(result.Reason, Does.StartWith("critical: latency is high: shift 40 ms (98 % CI "));
    }

    [Test]
    public void A_score_below_marginal_fails() =>
        Assert.That(Judge([Slower, NoErrors], Given.Latency, Given.Errors).Reason, Does.StartWith("score 50 is below 75: latency is high: "));

    [Test]
    public void A_score_that_is_marginal_is_inconclusive()
    {
        var result = ContinuousVerificationJudge.Judge(Given.Facts(Slower, NoErrors), Given.Settings(Given.Latency, Given.Errors) with { Marginal = 50 });

        Assert.That(result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive));
        Assert.That(result.Reason, Does.StartWith("score 50 is marginal, and 95 passes"));
    }

    [Test]
    public void A_metric_that_is_not_known_is_never_passed_over()
    {
        MetricSamples[] unknown =
        [
            Given.Values(Given.Around(100), []),
            Given.Values(Given.Around(100), Given.Around(100, 19)),
            Given.Values(Given.Around(100), Enumerable.Repeat(double.NaN, 30)),
            new MetricSamples.Unavailable("latency", "timed out"),
            new MetricSamples.Values("latency", "ms", default, default),
            new MetricSamples.Counts("latency", "request", default, default),
        ];

        foreach (var samples in unknown)
        {
            var result = Judge([samples, NoErrors], Given.Latency, Given.Errors);

            Assert.That(result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive), samples.ToString());
        }

        Assert.That(Judge([NoErrors], Given.Latency, Given.Errors).Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive), "nothing measured");
        Assert.That(Judge([Alike, Alike, NoErrors], Given.Latency, Given.Errors).Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive), "measured twice");
    }

    [Test]
    public void A_critical_metric_without_data_has_no_score_and_is_no_known_failure()
    {
        var result = Judge([Given.Values(Given.Around(100), []), NoErrors], Given.Latency with { Critical = true }, Given.Errors);

        Assert.That((result.Score.Score, result.Verdict), Is.EqualTo((0.0, ContinuousVerificationVerdict.Inconclusive)));
    }

    [Test]
    public void A_metric_that_must_have_data_and_has_none_fails() =>
        Assert.That(Judge([Given.Values(Given.Around(100), [])], Given.Latency with { MustHaveData = true }).Verdict, Is.EqualTo(ContinuousVerificationVerdict.Fail));

    [Test]
    public void What_fails_whatever_the_unknown_come_to_fails() =>
        Assert.That(Judge([Slower], Given.Latency, Given.Errors).Reason, Does.StartWith("score 50 at best is below 75"));

    [Test]
    public void Kayentas_judge_gives_no_verdict_below_the_minimum_either()
    {
        var result = Judge([Given.Values([10, 11, 12], [20, 21, 22])], Given.Latency with { Judge = MetricJudgeKind.Kayenta, Critical = true });

        Assert.That(result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive));
        Assert.That(result.Reason, Does.StartWith("latency is inconclusive: n 3 and 3, and a verdict needs 20 of each; NetflixACAJudge-v1.0 would say: latency is high"));
    }

    [Test]
    public void Kayentas_pass_for_missing_values_that_are_zero_is_no_verdict() =>
        Assert.That(Judge([Given.Values(Given.Around(1), [])], Given.Latency with { Judge = MetricJudgeKind.Kayenta, NanStrategy = NanStrategy.Replace }).Verdict, Is.EqualTo(ContinuousVerificationVerdict.Inconclusive));

    [Test]
    public void A_muted_metric_is_shown_and_decides_nothing()
    {
        var muted = Given.Latency with { Muted = true, Critical = true };

        Assert.That(Judge([Slower, NoErrors], muted, Given.Errors).Verdict, Is.EqualTo(ContinuousVerificationVerdict.Pass));
        Assert.That(Judge([Slower, NoErrors], muted, Given.Errors).Describe(), Does.Contain("\n  exact: latency is high: ").And.Contain("(muted)"));
        Assert.That(Judge([Alike], muted).Reason, Is.EqualTo("every metric is muted"));
    }

    [Test]
    public void One_metric_can_have_several_judges()
    {
        var limit = Given.Latency with { Judge = MetricJudgeKind.Threshold, Threshold = new Threshold { Statistic = ThresholdStatistic.P99, AtMost = 105 }, Critical = true };

        Assert.That(Judge([Alike], Given.Latency, limit).Metrics.Select(metric => metric.Classification), Is.EqualTo([MetricClassification.Pass, MetricClassification.High]));
    }

    [Test]
    public void Settings_with_problems_are_refused_with_all_of_them()
    {
        var settings = Given.Settings(Given.Latency with { MinimumSamples = 4, Confidence = 1 }, Given.Errors with { Judge = MetricJudgeKind.Threshold, Groups = [] }) with
        {
            Marginal = 96,
            GroupWeights = ImmutableSortedDictionary<string, double>.Empty.Add("other", 120),
        };

        Assert.That(settings.Problems(), Has.Length.EqualTo(7));
        Assert.That(() => ContinuousVerificationJudge.Judge(Given.Facts(Alike), settings), Throws.ArgumentException.With.Message.Contains("minimum samples are 4, and at least 5"));
        Assert.That(() => ContinuousVerificationJudge.Judge(Given.Facts(Alike), Given.Settings()), Throws.ArgumentException);
    }

    [Test]
    public void Default_values_never_pass()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(default(ContinuousVerificationVerdict), Is.Not.EqualTo(ContinuousVerificationVerdict.Pass));
            Assert.That(default(MetricClassification), Is.Not.EqualTo(MetricClassification.Pass));
            Assert.That(default(CanaryScoreClassification), Is.Not.EqualTo(CanaryScoreClassification.Pass));
        }
    }

    private static ContinuousVerificationResult Judge(ImmutableArray<MetricSamples> samples, params ImmutableArray<MetricSettings> settings) =>
        ContinuousVerificationJudge.Judge(Given.Facts(samples), Given.Settings(settings));
}
