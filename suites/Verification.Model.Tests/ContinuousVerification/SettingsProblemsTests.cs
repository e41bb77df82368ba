using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>Which settings are refused, with which words, and that those at their bounds are not.</summary>
internal sealed class SettingsProblemsTests
{
    private static readonly ContinuousVerificationSettings Good = Given.Settings(Given.Latency);

    private static IEnumerable<TestCaseData> OfAll =>
    [
        new(Good, "") { TestName = "as they are by themselves" },
        new(Given.Settings(), "no metric is to be judged") { TestName = "no metric" },
        new(new ContinuousVerificationSettings { Metrics = default }, "no metric is to be judged") { TestName = "no list of metrics" },
        new(Good with { Pass = 0, Marginal = 0 }, "the score to pass must be above 0 and at most 100") { TestName = "0 passes" },
        new(Good with { Pass = 100.1 }, "the score to pass must be above 0 and at most 100") { TestName = "nothing passes" },
        new(Good with { Pass = double.NaN }, "the score to pass must be above 0 and at most 100; the marginal score must be 0 to the score to pass") { TestName = "what passes is no number" },
        new(Good with { Pass = 0.001, Marginal = 0.001 }, "") { TestName = "nearly all passes" },
        new(Good with { Pass = 100, Marginal = 100 }, "") { TestName = "only 100 passes" },
        new(Good with { Marginal = 0 }, "") { TestName = "0 is marginal" },
        new(Good with { Marginal = -0.001 }, "the marginal score must be 0 to the score to pass") { TestName = "less than nothing is marginal" },
        new(Good with { Marginal = 95.001 }, "the marginal score must be 0 to the score to pass") { TestName = "what passes is not marginal yet" },
        new(Good with { InterimConfidence = 0.4999 }, "the interim confidence must be 0.5 to below 1") { TestName = "less interim confidence than a coin" },
        new(Good with { InterimConfidence = 1 }, "the interim confidence must be 0.5 to below 1") { TestName = "certain before the end" },
        new(Good with { InterimConfidence = 0.5 }, "") { TestName = "as much interim confidence as a coin" },
        new(Weighted(("one", 60), ("two", 40)), "") { TestName = "weights that are 100" },
        new(Weighted(("one", 100), ("two", 0)), "") { TestName = "a weight of nothing" },
        new(Weighted(("one", 60)), "") { TestName = "what is left is for the others" },
        new(Weighted(("one", 100)), "") { TestName = "nothing is left for the others" },
        new(Weighted(("one", 60), ("two", 39)), "every group has a weight, and they are not 100 together") { TestName = "weights that are 99" },
        new(Weighted(("one", 101)), "weights must not be negative, nor more than 100 together") { TestName = "a weight of 101" },
        new(Weighted(("one", -1)), "weights must not be negative, nor more than 100 together") { TestName = "a negative weight" },
        new(Weighted(("one", -1), ("two", 101)), "weights must not be negative, nor more than 100 together") { TestName = "a negative weight and one that makes up for it" },
        new(Weighted(("three", 10), ("four", 20)), "group four has a weight and no metric; group three has a weight and no metric") { TestName = "weights of groups that are none" },
    ];

    [TestCaseSource(nameof(OfAll))]
    public void Settings_of_all_metrics_say_what_is_wrong(ContinuousVerificationSettings settings, string expected) => Assert.That(string.Join("; ", settings.Problems()), Is.EqualTo(expected));

    private static IEnumerable<TestCaseData> OfOne =>
    [
        new(new MetricSettings { Metric = "latency" }, "") { TestName = "a name is enough" },
        new(Given.Latency with { Metric = " " }, "a metric has no name") { TestName = "no name" },
        new(Given.Latency with { MinimumSamples = 4 }, "latency: minimum samples are 4, and at least 5") { TestName = "four samples" },
        new(Given.Latency with { MinimumSamples = 5 }, "") { TestName = "five samples" },
        new(Given.Latency with { MinimumExposure = 0 }, "latency: minimum exposure must be above 0") { TestName = "no exposure" },
        new(Given.Latency with { MinimumExposure = 0.001 }, "") { TestName = "some exposure" },
        new(Given.Latency with { Confidence = 0.4999 }, "latency: confidence must be 0.5 to below 1") { TestName = "less confidence than a coin" },
        new(Given.Latency with { Confidence = 1 }, "latency: confidence must be 0.5 to below 1") { TestName = "certain" },
        new(Given.Latency with { Confidence = 0.5 }, "") { TestName = "as much confidence as a coin" },
        new(Given.Latency with { OutlierFactor = 0 }, "latency: outlier factor must be above 0") { TestName = "half of the values are outliers" },
        new(Given.Latency with { OutlierFactor = 0.001 }, "") { TestName = "many values are outliers" },
        new(Given.Latency with { AllowedDifference = -0.001 }, "latency: allowed difference must not be negative") { TestName = "a negative difference" },
        new(Given.Latency with { MustDetect = 0 }, "latency: what must be detected must be above 0") { TestName = "nothing to detect" },
        new(Given.Latency with { MustDetectRate = 0 }, "latency: what must be detected must be above 0") { TestName = "no rate to detect" },
        new(Given.Latency with { MustDetect = 0.001, MustDetectRate = 0.001 }, "") { TestName = "something to detect" },
        new(Given.Latency with { Groups = [] }, "latency: it is in no group, so it would not count") { TestName = "no group" },
        new(Given.Latency with { Judge = MetricJudgeKind.Threshold }, "latency: a threshold needs a limit") { TestName = "no threshold" },
        new(Given.Latency with { Judge = MetricJudgeKind.Threshold, Threshold = new Threshold() }, "latency: a threshold needs a limit") { TestName = "no limit" },
        new(Given.Latency with { Judge = MetricJudgeKind.Threshold, Threshold = new Threshold { AtMost = 1 } }, "") { TestName = "an upper limit" },
        new(Given.Latency with { Judge = MetricJudgeKind.Threshold, Threshold = new Threshold { AtLeast = 1 } }, "") { TestName = "a lower limit" },
    ];

    [TestCaseSource(nameof(OfOne))]
    public void Settings_of_a_metric_say_what_is_wrong(MetricSettings settings, string expected) =>
        Assert.That(string.Join("; ", Given.Settings(settings).Problems()), Is.EqualTo(expected));

    [Test]
    public void A_metric_is_in_one_group_with_all_that_say_nothing_else() => Assert.That(new MetricSettings { Metric = "latency" }.Groups, Is.EqualTo(["metrics"]));

    [Test]
    public void Settings_that_are_refused_are_refused_with_all_that_is_wrong() => Assert.That(
        () => ContinuousVerificationJudge.Judge(Given.Facts(), Given.Settings(Given.Latency with { MinimumSamples = 4, Groups = [] })),
        Throws.ArgumentException.With.Message.StartsWith("the settings cannot be judged by: latency: minimum samples are 4, and at least 5; latency: it is in no group, so it would not count"));

    private static ContinuousVerificationSettings Weighted(params (string Group, double Weight)[] weights) => Given.Settings(Given.Latency with { Groups = ["one"] }, Given.Errors with { Groups = ["two"] }) with
    {
        GroupWeights = weights.ToImmutableSortedDictionary(pair => pair.Group, pair => pair.Weight),
    };
}
