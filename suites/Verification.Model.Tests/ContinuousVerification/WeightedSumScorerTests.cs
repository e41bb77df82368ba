using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using static Verification.Model.ContinuousVerification.MetricClassification;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>The expectations of Kayenta's own tests of its scorer, and what the facts say beyond them.</summary>
internal sealed class WeightedSumScorerTests
{
    [TestCase(100, Pass)]
    [TestCase(0, High)]
    [TestCase(50, Pass, High)]
    [TestCase(33.33, Pass, High, Low)]
    [TestCase(50, Pass, NoDataFail)]
    [TestCase(100, Pass, Pass, NoData, Description = "no data does not count")]
    [TestCase(100, Pass, Error, Description = "nor does an error")]
    public void A_group_has_the_share_of_its_metrics_that_pass(double expected, params MetricClassification[] classifications) =>
        Assert.That(Score([], [.. classifications.Select(one => Metric(one))]).Score, Is.EqualTo(expected));

    [Test]
    public void Groups_have_their_weights() =>
        Assert.That(Score([("one", 75), ("two", 25)], Metric(Pass, "one"), Metric(Pass, "one"), Metric(High, "two")).Score, Is.EqualTo(75));

    [Test]
    public void Groups_without_a_weight_share_what_is_left() =>
        Assert.That(Score([("one", 40)], Metric(High, "one"), Metric(Pass, "two"), Metric(High, "three")).Groups.Select(group => group.Weight), Is.EqualTo([40.0, 30, 30]));

    [Test]
    public void A_group_of_which_nothing_counts_takes_nothing_away()
    {
        var score = Score([("one", 50), ("two", 50)], Metric(Pass, "one"), Metric(Pass, "one"), Metric(NoData, "two"));

        Assert.That((score.Score, score.Groups[1].HasNoData), Is.EqualTo((100.0, true)));
    }

    [Test]
    public void A_metric_counts_in_each_of_its_groups() => Assert.That(Score([("one", 50), ("two", 50)], Metric(High, "one", "two"), Metric(Pass, "two")).Score, Is.EqualTo(25));

    [Test]
    public void A_critical_failure_leaves_nothing()
    {
        var score = Score([], Metric(Pass), Metric(High) with { IsCriticalFailure = true });

        Assert.That((score.Score, score.Classification), Is.EqualTo((0.0, CanaryScoreClassification.Fail)));
        Assert.That(score.Reason, Does.StartWith("Canary Failed: "));
    }

    [Test]
    public void Half_of_the_metrics_without_data_leave_nothing() => Assert.That(Score([], Metric(Pass), Metric(NoData)).Score, Is.Zero);

    [Test]
    public void A_muted_metric_does_not_count()
    {
        var muted = Metric(High) with { IsCriticalFailure = true };

        Assert.That(Score([], Metric(Pass), muted with { Settings = muted.Settings with { Muted = true } }).Score, Is.EqualTo(100));
    }

    [TestCase(20, CanaryScoreClassification.Pass)]
    [TestCase(4, CanaryScoreClassification.Marginal)]
    [TestCase(3, CanaryScoreClassification.Fail)]
    public void A_score_is_classified_by_its_thresholds(int metrics, CanaryScoreClassification expected) =>
        Assert.That(Score([], [.. Enumerable.Range(1, metrics).Select(i => Metric(i == 1 ? High : Pass))]).Classification, Is.EqualTo(expected));

    private static CanaryScore Score((string Group, double Weight)[] weights, params ImmutableArray<MetricJudgement> judgements) => WeightedSumScorer.Score(judgements, new ContinuousVerificationSettings
    {
        Metrics = [.. judgements.Select(judgement => judgement.Settings)],
        GroupWeights = weights.ToImmutableSortedDictionary(pair => pair.Group, pair => pair.Weight),
    });

    private static MetricJudgement Metric(MetricClassification classification, params ImmutableArray<string> groups) => new()
    {
        Settings = new MetricSettings { Metric = "some", Groups = groups.Length == 0 ? ["metrics"] : groups },
        Judge = "test",
        Classification = classification,
        Reason = "because",
    };
}
