using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>What is said of a candidate as a whole, and every word of it.</summary>
internal sealed class ResultWordingTests
{
    private static readonly MetricSamples Alike = Given.Values(Given.Around(100), Given.Around(101));
    private static readonly MetricSamples Slower = Given.Values(Given.Around(100), Given.Around(140));
    private static readonly MetricSamples Silent = Given.Values(Given.Around(100), []);
    private static readonly MetricSamples Well = Given.Counts(Given.Spread(90, 9000), Given.Spread(93, 9000));
    private static readonly MetricSamples Failing = Given.Counts(Given.Spread(90, 9000), Given.Spread(900, 9000));
    private static readonly MetricSettings Latency = Given.Latency with { Groups = ["speed"] };

    private static IEnumerable<(string Name, ContinuousVerificationResult Result)> Results =>
    [
        ("all is well", Judge([Alike, Well], Given.Latency, Given.Errors)),
        ("a critical metric fails", Judge([Slower, Well], Given.Latency with { Critical = true }, Given.Errors)),
        ("two critical metrics fail", Judge([Slower, Failing], Given.Latency with { Critical = true }, Given.Errors with { Critical = true })),
        ("one of two fails", Judge([Slower, Well], Given.Latency, Given.Errors)),
        ("one of two fails, which is marginal", Judge(Given.Settings(Given.Latency, Given.Errors) with { Marginal = 50 }, Slower, Well)),
        ("two fail", Judge([Slower, Failing], Given.Latency, Given.Errors)),
        ("one fails and the other is unknown", Judge([Slower], Given.Latency, Given.Errors)),
        ("one is unknown", Judge([Silent, Well, Alike with { Metric = "cpu" }], Given.Latency, Given.Errors, Given.Latency with { Metric = "cpu" })),
        ("two are unknown", Judge([], Given.Latency, Given.Errors)),
        ("measured twice", Judge([Alike, Alike, Well], Given.Latency, Given.Errors)),
        ("no data of what must have some", Judge([Silent, Well], Given.Latency with { MustHaveData = true }, Given.Errors)),
        ("no data of a critical metric", Judge([Silent, Well], Given.Latency with { Critical = true }, Given.Errors)),
        ("muted and failing", Judge([Slower, Well], Given.Latency with { Muted = true }, Given.Errors)),
        ("too few for Kayenta's judge", Judge([Given.Values([10, 11, 12], [20, 21, 22])], Given.Latency with { Judge = MetricJudgeKind.Kayenta, Critical = true })),
        ("in groups", Judge([Slower, Well], Latency, Given.Errors)),
        ("in groups with weights", Judge(Weighted(20, 80), Slower, Well)),
        ("a group without data", Judge(Weighted(20, 80) with { Metrics = [Latency, Given.Errors, Given.Errors] }, Silent, Well)),
    ];

    [Test]
    public void Every_word_of_a_result_is_approved() => Approved.Text(
        string.Join("\n", Results.Select(one => $"== {one.Name}\n{one.Result.Score.Classification}\n{one.Result.Describe()}\n")),
        "Results.txt");

    [Test]
    public void Metrics_that_are_all_muted_are_not_told_as_metrics_without_data() =>
        Assert.That(Judge([Alike], Given.Latency with { Muted = true }).Score.Reason, Is.EqualTo("every metric is muted"));

    [Test]
    public void A_score_that_lacks_a_muted_group_says_so() => Assert.That(
        Judge(Weighted(20, 80) with { Metrics = [Latency with { Muted = true }, Given.Errors] }, Slower, Well).Reason,
        Is.EqualTo("score 80 with no metric that fails, and 95 passes: a group has a weight, and all its metrics are muted"));

    private static ContinuousVerificationSettings Weighted(double speed, double rest) => Given.Settings(Latency, Given.Errors) with
    {
        GroupWeights = ImmutableSortedDictionary<string, double>.Empty.Add("speed", speed).Add("metrics", rest),
    };

    private static ContinuousVerificationResult Judge(ImmutableArray<MetricSamples> samples, params ImmutableArray<MetricSettings> settings) => Judge(Given.Settings(settings), [.. samples]);

    private static ContinuousVerificationResult Judge(ContinuousVerificationSettings settings, params ImmutableArray<MetricSamples> samples) =>
        ContinuousVerificationJudge.Judge(Given.Facts(samples), settings);
}
