using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;
using Verification.Tests.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>How often judges are wrong, and how often they see what is there: each seed is fixed, each share is of a thousand comparisons.</summary>
[Category("Exhaustive")]
internal sealed class CalibrationTests
{
    private const int Trials = 1000;

    // Every change matters here, so that nothing but the test keeps from false alarms.
    private static readonly MetricSettings Bare = Given.Latency with { Direction = MetricDirection.Either, EffectSize = new EffectSize { AllowedIncrease = 1, AllowedDecrease = 1 } };

    private static readonly IMetricJudge[] OfValues = [new ExactJudge(), new KayentaJudge(1), new KayentaJudge(1, compatible: false)];

    [TestCaseSource(nameof(OfValues))]
    public void Equal_latencies_raise_a_false_alarm_in_one_of_fifty_at_most(IMetricJudge judge) =>
        Assert.That(Share(1, random => judge.Judge(Latencies(random, 30, 0.2, 1), Bare)), Is.AtMost(0.02));

    [TestCaseSource(nameof(OfValues))]
    public void A_quarter_more_is_seen_in_four_of_five_with_thirty_samples(IMetricJudge judge) =>
        Assert.That(Share(2, random => judge.Judge(Latencies(random, 30, 0.2, 1.25), Given.Latency with { EffectSize = Bare.EffectSize })), Is.AtLeast(0.8));

    [Test]
    public void A_quarter_more_is_seen_in_four_of_five_with_the_bound_that_is_the_default() =>
        Assert.That(Share(2, random => new ExactJudge().Judge(Latencies(random, 30, 0.2, 1.25), Given.Latency)), Is.AtLeast(0.8));

    [TestCaseSource(nameof(OfValues))]
    public void Three_per_cent_more_are_let_be_where_a_tenth_is_allowed(IMetricJudge judge) =>
        Assert.That(Share(3, random => judge.Judge(Latencies(random, 60, 0.05, 1.03), Given.Latency with { EffectSize = new EffectSize { AllowedIncrease = 1.1 } })), Is.AtMost(0.005));

    [TestCase(0.001)]
    [TestCase(0.02)]
    public void Equal_error_rates_raise_a_false_alarm_in_one_of_fifty_at_most(double rate) =>
        Assert.That(Share(4, random => new RateJudge().Judge(Errors(random, rate, rate), Bare)), Is.AtMost(0.02));

    [Test]
    public void Three_times_the_errors_are_seen_in_four_of_five() =>
        Assert.That(Share(5, random => new RateJudge().Judge(Errors(random, 0.002, 0.006), Given.Errors)), Is.AtLeast(0.8));

    [Test]
    public void Errors_that_come_ten_at_a_time_raise_hardly_more_false_alarms()
    {
        Assert.That(Share(6, random => new RateJudge().Judge(Given.Counts(TenAtATime(random), TenAtATime(random)), Bare)), Is.AtMost(0.04));
        Assert.That(Share(6, random => RateRatioTest.PValueOf(EventCount.Sum(TenAtATime(random)), EventCount.Sum(TenAtATime(random))) <= 0.02), Is.AtLeast(0.2), "taken for independent");

        static EventCount[] TenAtATime(Random random) => [.. Draws.Poisson(random, 30, 300, 0.003).Select(count => count with { Events = 10 * count.Events })];
    }

    [Test]
    public void Latencies_that_lean_on_each_other_raise_hardly_more_false_alarms()
    {
        Assert.That(Share(7, random => new ExactJudge().Judge(Given.Values(Leaning(random), Leaning(random)), Bare)), Is.AtMost(0.06));
        Assert.That(Share(7, random => MannWhitneyTest.PValue(Leaning(random), Leaning(random)) <= 0.02), Is.AtLeast(0.15), "taken for independent");

        static double[] Leaning(Random random) => [.. Draws.Autoregressive(random, 60, 0.6).Select(value => 100 + (10 * value))];
    }

    [Test]
    public void The_same_version_on_both_sides_passes_nearly_always_and_hardly_ever_fails()
    {
        var settings = Given.Settings(Given.Latency with { Critical = true }, Given.Errors with { Critical = true });

        Assert.That(Share(8, random => Verdict(random) == ContinuousVerificationVerdict.Fail), Is.AtMost(0.02));
        Assert.That(Share(8, random => Verdict(random) == ContinuousVerificationVerdict.Pass), Is.AtLeast(0.95));

        ContinuousVerificationVerdict Verdict(Random random) => ContinuousVerificationJudge.Judge(Given.Facts(Latencies(random, 30, 0.2, 1), Errors(random, 0.002, 0.002)), settings).Verdict;
    }

    /// <summary>Of comparisons that are high or low.</summary>
    private static double Share(int seed, Func<Random, MetricJudgement> judge) => Share(seed, random => judge(random).IsFailure);

    private static double Share(int seed, Func<Random, bool> isSo)
    {
        var random = new Random(seed);
        var share = Enumerable.Range(0, Trials).Count(_ => isSo(random)) / (double)Trials;
        TestContext.Out.WriteLine($"{share:P1} of {Trials}");
        return share;
    }

    private static MetricSamples.Values Latencies(Random random, int size, double variation, double factor) =>
        Given.Values(Draws.LogNormal(random, size, 100, variation), Draws.LogNormal(random, size, 100 * factor, variation));

    private static MetricSamples.Counts Errors(Random random, double baseline, double candidate) =>
        Given.Counts(Draws.Poisson(random, 30, 300, baseline), Draws.Poisson(random, 30, 300, candidate));
}
