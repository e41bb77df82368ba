using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Tests.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>Five minutes by ten seconds.</summary>
internal sealed class IntervalAnalysisTests
{
    private const int Planned = 30;

    [Test]
    public void Versions_that_are_alike_pass_at_the_last_interval_and_no_sooner_than_there_is_enough()
    {
        var results = Judge(Growing(Given.Around(100), Given.Around(101)), Given.Settings(Given.Latency));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results, Has.Count.EqualTo(Planned));
            Assert.That(results.Take(19).Select(result => result.Result.Verdict), Is.All.EqualTo(ContinuousVerificationVerdict.Inconclusive));
            Assert.That(results[^1].Result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Pass));
            Assert.That(results.Where(result => result.IsLast), Is.EqualTo([results[^1]]));
        }
    }

    [Test]
    public void A_critical_failure_ends_it_as_soon_as_there_is_enough_and_asks_for_nothing_more()
    {
        var asked = 0;

        var results = Judge(Growing(Given.Around(100), Given.Around(140)).Select(facts => (asked++, facts).facts), Given.Settings(Given.Latency with { Critical = true }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((results.Count, asked), Is.EqualTo((20, 20)));
            Assert.That(results[^1].EndedBecause, Does.StartWith("latency is high"));
            Assert.That(results[^1].Result.Verdict, Is.EqualTo(ContinuousVerificationVerdict.Fail));
        }
    }

    [TestCase(FailFast.OnCritical, 30)]
    [TestCase(FailFast.OnMarginalScore, 20)]
    [TestCase(FailFast.Never, 30)]
    public void What_ends_it_is_a_setting(FailFast failFast, int intervals)
    {
        var results = Judge(Growing(Given.Around(100), Given.Around(140)), Given.Settings(Given.Latency) with { FailFast = failFast });

        Assert.That((results.Count, results[^1].Result.Verdict), Is.EqualTo((intervals, ContinuousVerificationVerdict.Fail)));
    }

    [TestCase(0.98, 29, 0.999)]
    [TestCase(0.98, 30, 0.98)]
    [TestCase(0.9999, 29, 0.9999)]
    public void A_look_before_the_last_asks_for_more_confidence(double asked, int interval, double expected)
    {
        var facts = Given.Facts(Given.Values(Given.Around(100), Given.Around(101)));

        var result = IntervalAnalysis.Judge(facts, interval, Planned, Given.Settings(Given.Latency with { Confidence = asked }));

        Assert.That(result.Result.Metrics.Single().Comparison!.Confidence, Is.EqualTo(expected));
        Assert.That(result.EndedBecause, Is.EqualTo(interval == Planned ? "the last interval" : null));
    }

    [TestCase(50, "score 50 is not above 50")]
    [TestCase(49, null)]
    public void A_score_that_is_marginal_ends_it_where_that_is_asked_for(double marginal, string? expected)
    {
        var facts = Given.Facts(Given.Values(Given.Around(100), Given.Around(140)), Given.Counts(Given.Spread(90, 9000), Given.Spread(93, 9000)));

        var result = IntervalAnalysis.Judge(facts, 29, Planned, Given.Settings(Given.Latency, Given.Errors) with { FailFast = FailFast.OnMarginalScore, Marginal = marginal });

        Assert.That(result.EndedBecause, Is.EqualTo(expected));
    }

    [Test]
    public void A_score_that_has_no_data_yet_ends_nothing() =>
        Assert.That(Judge(Growing([], []), Given.Settings(Given.Latency with { Critical = true }) with { FailFast = FailFast.OnMarginalScore }), Has.Count.EqualTo(Planned));

    [Test]
    [Category("Exhaustive")]
    public void Looking_thirty_times_finds_no_more_by_chance_than_looking_once()
    {
        var everyChange = new EffectSize { AllowedIncrease = 1, AllowedDecrease = 1 };
        var settings = Given.Settings(Given.Latency with { Critical = true, Direction = MetricDirection.Either, EffectSize = everyChange });
        Assert.That(Failures(settings), Is.LessThanOrEqualTo(9), "2 % of 300, and what chance adds");
        Assert.That(Failures(settings with { InterimConfidence = 0.98 }), Is.GreaterThan(9), "without more confidence for early looks");

        static int Failures(ContinuousVerificationSettings settings)
        {
            var random = new Random(12);
            return Enumerable.Range(0, 300).Count(_ =>
                Judge(Growing(Draws.LogNormal(random, Planned, 100, 0.2), Draws.LogNormal(random, Planned, 100, 0.2)), settings)[^1].Result.Verdict == ContinuousVerificationVerdict.Fail);
        }
    }

    [TestCase(0, 30)]
    [TestCase(31, 30)]
    public void An_interval_that_was_not_planned_is_refused(int interval, int planned) =>
        Assert.That(() => IntervalAnalysis.Judge(Given.Facts(), interval, planned, Given.Settings(Given.Latency)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static List<IntervalResult> Judge(IEnumerable<ContinuousVerificationFacts> intervals, ContinuousVerificationSettings settings) =>
        [.. IntervalAnalysis.Judge(intervals, Planned, settings)];

    private static IEnumerable<ContinuousVerificationFacts> Growing(IEnumerable<double> baseline, IEnumerable<double> candidate) =>
        Enumerable.Range(1, Planned).Select(count => Given.Facts(Given.Values(baseline.Take(count), candidate.Take(count))));
}
