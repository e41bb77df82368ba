using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;
using static Verification.Model.ContinuousVerification.MetricDirection;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>What every judge says of a metric, and every word and figure of it.</summary>
internal sealed class JudgeWordingTests
{
    private static readonly MetricSettings Latency = Given.Latency with { Direction = Either, Critical = true };
    private static readonly MetricSettings Errors = Given.Errors with { Direction = Either, Critical = true };
    private static readonly EffectSize Pairs = new() { Measure = EffectSizeMeasure.Cles };
    private static readonly EffectSize Means = new() { Measure = EffectSizeMeasure.MeanRatio };

    private static IEnumerable<(string Name, MetricJudgement Judgement)> Exact =>
    [
        ("high", Judge(new ExactJudge(), Around(100), Around(125), Latency)),
        ("high, of a metric that is not critical", Judge(new ExactJudge(), Around(100), Around(125), Given.Latency)),
        ("high, and not critical yet", Judge(new ExactJudge(), Around(100), Around(125), Latency with { EffectSize = new EffectSize { CriticalIncrease = 1.3 } })),
        ("low", Judge(new ExactJudge(), Around(100), Around(75), Latency)),
        ("low, and not critical yet", Judge(new ExactJudge(), Around(100), Around(75), Latency with { EffectSize = new EffectSize { CriticalDecrease = 0.7 } })),
        ("low, and allowed", Judge(new ExactJudge(), Around(100), Around(75), Latency with { EffectSize = new EffectSize { AllowedDecrease = 0.7 } })),
        ("alike", Judge(new ExactJudge(), Around(100), Around(101), Latency)),
        ("nothing on both sides", Judge(new ExactJudge(), Given.Constant(0), Given.Constant(0), Latency)),
        ("something after nothing", Judge(new ExactJudge(), Given.Constant(0), Around(3), Latency with { EffectSize = Means })),
        ("by means", Judge(new ExactJudge(), Around(100), [.. Around(100).Skip(1), 900], Latency with { EffectSize = Means })),
        ("by pairs", Judge(new ExactJudge(), Around(100), Around(106), Latency with { EffectSize = Pairs })),
        ("by pairs, few are allowed", Judge(new ExactJudge(), Around(100), Around(106), Latency with { EffectSize = Pairs with { AllowedIncrease = 0.6 } })),
        ("noise", Judge(new ExactJudge(), Given.Noisy(100), Given.Noisy(101), Latency)),
        ("neighbours alike in the baseline", Judge(new ExactJudge(), Given.Slow(Around(100)), Around(101, 60), Latency)),
        ("neighbours alike in the candidate", Judge(new ExactJudge(), Around(100, 60), Given.Slow(Around(101)), Latency)),
        ("neighbours alike, and noise", Judge(new ExactJudge(), Given.Slow(Given.Noisy(100)), Given.Slow(Given.Noisy(101)), Latency)),
        ("rising all the time", Judge(new ExactJudge(), Around(100).Order(), Around(101), Latency)),
        ("too few for that much confidence", Judge(new ExactJudge(), Around(100, 5), Around(140, 5), Latency with { MinimumSamples = 5, Confidence = 0.9999 })),
        ("five against five", Judge(new ExactJudge(), Around(100, 5), Around(140, 5), Latency with { MinimumSamples = 5 })),
        ("one too few", Judge(new ExactJudge(), Around(100, 19), Around(140, 20), Latency)),
        ("nothing measured", Judge(new ExactJudge(), [], [], Latency)),
        ("no candidate", Judge(new ExactJudge(), Around(100), [], Latency)),
        ("no baseline, and there must be one", Judge(new ExactJudge(), [], Around(100), Given.Latency with { MustHaveData = true })),
        ("no candidate, nor outliers", Judge(new ExactJudge(), Around(100), [], Given.Latency with { Outliers = OutlierStrategy.Remove })),
        ("missing values are zero", Judge(new ExactJudge(), [.. Around(100, 20), double.NaN], [.. Around(100, 20), double.PositiveInfinity], Latency with { NanStrategy = NanStrategy.Replace })),
        ("rates as values", new ExactJudge().Judge(Given.Counts(Around(30).Select(events => new EventCount(events, 300)), Around(60).Select(events => new EventCount(events, 300))), Errors)),
        ("not read", new ExactJudge().Judge(new MetricSamples.Unavailable("latency", "timed out"), Latency)),
    ];

    private static IEnumerable<(string Name, MetricJudgement Judgement)> Rate =>
    [
        ("high", Rated(Given.Spread(9, 9000), Given.Spread(45, 9000), Errors)),
        ("low", Rated(Given.Spread(45, 9000), Given.Spread(9, 9000), Errors)),
        ("high, and not critical yet", Rated(Given.Spread(900, 9000), Given.Spread(1350, 9000), Errors with { EffectSize = new EffectSize { CriticalIncrease = 1.6 } })),
        ("alike", Rated(Given.Spread(90, 9000), Given.Spread(93, 9000), Errors)),
        ("none at all", Rated(Given.Spread(0, 9000), Given.Spread(0, 9000), Errors)),
        ("too little to notice", Rated(Given.Spread(0, 600), Given.Spread(0, 600), Errors)),
        ("too few to become fewer", Rated(Given.Spread(3, 9000), Given.Spread(2, 9000), Errors with { Direction = Decrease })),
        ("bursts", Rated(Given.Burst(50), Given.Burst(70), Errors)),
        ("a burst of the baseline", Rated(Given.Burst(50), Given.Spread(30, 9000), Errors)),
        ("a baseline that fails itself", Rated(Given.Spread(9000, 9000), Given.Spread(9000, 9000), Errors with { BaselineAtMost = 0.1 })),
        ("a request too few", Rated(Given.Spread(3, 9000), [new(3, 499)], Errors)),
        ("just enough requests", Rated(Given.Spread(3, 9000), [new(3, 500)], Errors)),
        ("no candidate", Rated(Given.Spread(3, 9000), [], Errors)),
        ("no baseline, and there must be one", Rated([], Given.Spread(3, 9000), Given.Errors with { MustHaveData = true })),
        ("values", Judge(new RateJudge(), Around(100), Around(100), Latency)),
        ("not read", new RateJudge().Judge(new MetricSamples.Unavailable("errors", "timed out"), Errors)),
    ];

    private static IEnumerable<(string Name, MetricJudgement Judgement)> Threshold =>
    [
        ("within", Limited(Around(100), new Threshold { AtMost = 150 })),
        ("within both", Limited(Around(100), new Threshold { Statistic = ThresholdStatistic.Median, AtMost = 150, AtLeast = 50 })),
        ("above", Limited(Around(100), new Threshold { Statistic = ThresholdStatistic.Maximum, AtMost = 105 })),
        ("above, of a metric that is not critical", Judge(new ThresholdJudge(), [], Around(100), Given.Latency with { Threshold = new Threshold { Statistic = ThresholdStatistic.P95, AtMost = 105 } })),
        ("below", Limited(Around(100), new Threshold { Statistic = ThresholdStatistic.Minimum, AtLeast = 95 })),
        ("at the 99th percentile", Limited(Around(100), new Threshold { Statistic = ThresholdStatistic.P99, AtMost = 105 })),
        ("no limit", Judge(new ThresholdJudge(), [], Around(100), Latency)),
        ("without end", Limited([.. Around(100), double.NegativeInfinity], new Threshold { AtMost = 105 })),
        ("one too few", Limited(Around(100, 19), new Threshold { AtMost = 150 })),
        ("just enough", Limited(Around(100, 20), new Threshold { AtMost = 150 })),
        ("no data", Limited([double.NaN], new Threshold { AtMost = 150 })),
        ("missing values are zero", Judge(new ThresholdJudge(), [], [.. Given.Constant(8, 15), .. Given.Constant(double.NaN, 5)], Latency with { NanStrategy = NanStrategy.Replace, Threshold = new Threshold { AtMost = 7 } })),
        ("a rate above", RateLimited(Given.Spread(100, 9000), new Threshold { AtMost = 0.01 })),
        ("a rate below", RateLimited(Given.Spread(100, 9000), new Threshold { AtLeast = 0.05 })),
        ("a request too few", RateLimited([new(3, 499)], new Threshold { AtMost = 0.01 })),
        ("just enough requests", RateLimited([new(3, 500)], new Threshold { AtMost = 0.01 })),
        ("no requests", RateLimited([new(0, 0)], new Threshold { AtMost = 0.01 })),
        ("not read", new ThresholdJudge().Judge(new MetricSamples.Unavailable("latency", "timed out"), Latency with { Threshold = new Threshold { AtMost = 150 } })),
    ];

    private static IEnumerable<(string Name, MetricJudgement Judgement)> Kayenta =>
    [
        ("high", Judge(new KayentaJudge(1), Around(100), Around(125), Latency)),
        ("low", Judge(new KayentaJudge(1), Around(100), Around(75), Latency)),
        ("low, and not critical yet", Judge(new KayentaJudge(1), Around(100), Around(75), Latency with { EffectSize = new EffectSize { CriticalDecrease = 0.7 } })),
        ("low, and allowed", Judge(new KayentaJudge(1), Around(100), Around(75), Latency with { EffectSize = new EffectSize { AllowedDecrease = 0.7 } })),
        ("by pairs", Judge(new KayentaJudge(1), Around(100), Around(125), Latency with { EffectSize = Pairs })),
        ("by pairs, most are allowed", Judge(new KayentaJudge(1), Around(100), Around(115), Latency with { EffectSize = Pairs with { AllowedIncrease = 0.99, AllowedDecrease = 0.01 } })),
        ("by pairs, high and not critical yet", Judge(new KayentaJudge(1), Around(100), Around(115), Latency with { EffectSize = Pairs with { CriticalIncrease = 0.99 } })),
        ("by pairs, low and not critical yet", Judge(new KayentaJudge(1), Around(115), Around(100), Latency with { EffectSize = Pairs with { CriticalDecrease = 0.01 } })),
        ("higher by an uncertain amount", Judge(new KayentaJudge(1), Around(100), Around(104.6), Latency)),
        ("lower by an uncertain amount", Judge(new KayentaJudge(1), Around(104.6), Around(100), Latency)),
        ("something after nothing", Judge(new KayentaJudge(1), Given.Constant(0), Around(3), Latency)),
        ("identical", Judge(new KayentaJudge(1), Around(100), Around(100).Reverse(), Latency)),
        ("one value", Judge(new KayentaJudge(1), [3, 3], [3, 3, 3], Latency)),
        ("a value each", Judge(new KayentaJudge(1), [3], [4], Latency)),
        ("values that sum up to one", Judge(new KayentaJudge(1), [0, 1], [1, 1], Latency)),
        ("no candidate", Judge(new KayentaJudge(1), Around(100), [], Latency)),
        ("no candidate, where missing values are zero", Judge(new KayentaJudge(1), Around(100), [], Latency with { NanStrategy = NanStrategy.Replace })),
        ("no candidate, where missing values are zero, scaled", Judge(new KayentaJudge(1, compatible: false), Around(100), [], Latency with { NanStrategy = NanStrategy.Replace })),
        ("rates as values", new KayentaJudge(1).Judge(Given.Counts(Around(30).Select(events => new EventCount(events, 300)), Around(60).Select(events => new EventCount(events, 300))), Errors)),
        ("a tenth is allowed, scaled", Judge(new KayentaJudge(1, compatible: false), Around(100), Around(108), Latency)),
        ("high, scaled", Judge(new KayentaJudge(1, compatible: false), Around(100), Around(125), Latency)),
        ("not read", new KayentaJudge(1).Judge(new MetricSamples.Unavailable("latency", "timed out"), Latency)),
    ];

    [Test]
    public void Every_word_of_the_exact_judge_is_approved() => Approved.Text(Words(Exact), "ExactJudge.txt");

    [Test]
    public void Every_word_of_the_judge_of_rates_is_approved() => Approved.Text(Words(Rate), "RateJudge.txt");

    [Test]
    public void Every_word_of_the_judge_of_limits_is_approved() => Approved.Text(Words(Threshold), "ThresholdJudge.txt");

    [Test]
    public void Every_word_of_Kayentas_judge_is_approved() => Approved.Text(Words(Kayenta), "KayentaJudge.txt");

    [Test]
    public void Samples_that_are_none_are_refused()
    {
        foreach (IMetricJudge judge in new IMetricJudge[] { new ExactJudge(), new RateJudge(), new ThresholdJudge(), new KayentaJudge(1) })
        {
            Assert.That(() => judge.Judge(null!, Latency with { Threshold = new Threshold { AtMost = 1 } }), Throws.ArgumentException.With.Message.Contains("no such samples: null"), judge.Name);
        }
    }

    [Test]
    public void A_judge_that_is_none_is_refused() =>
        Assert.That(() => MetricJudges.Of((MetricJudgeKind)99, Given.Values([], []), 1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("no such judge"));

    private static ImmutableArray<double> Around(double value, int count = 30) => [.. Given.Around(value, count)];

    private static MetricJudgement Judge(IMetricJudge judge, IEnumerable<double> baseline, IEnumerable<double> candidate, MetricSettings settings) => judge.Judge(Given.Values(baseline, candidate), settings);

    private static MetricJudgement Rated(IEnumerable<EventCount> baseline, IEnumerable<EventCount> candidate, MetricSettings settings) =>
        new RateJudge().Judge(Given.Counts(baseline, candidate), settings);

    private static MetricJudgement Limited(IEnumerable<double> candidate, Threshold threshold) => Judge(new ThresholdJudge(), [], candidate, Latency with { Threshold = threshold });

    private static MetricJudgement RateLimited(IEnumerable<EventCount> candidate, Threshold threshold) =>
        new ThresholdJudge().Judge(Given.Counts([], candidate), Errors with { Threshold = threshold });

    private static string Words(IEnumerable<(string Name, MetricJudgement Judgement)> judgements) => string.Join("\n", judgements.Select(one => $"""
        == {one.Name}
        {one.Judgement.Classification}{(one.Judgement.IsCriticalFailure ? ", critical" : "")}, by {one.Judgement.Judge}, of {one.Judgement.BaselineSize} and {one.Judgement.CandidateSize}
        {one.Judgement.Reason}

        """));
}
