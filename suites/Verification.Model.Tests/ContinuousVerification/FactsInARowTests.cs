using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

internal sealed class FactsInARowTests
{
    private static readonly MetricSamples.Values Latency = Given.Values([1, 2], [3]);
    private static readonly MetricSamples.Counts Errors = Given.Counts([new EventCount(1, 10)], [new EventCount(2, 20)]);
    private static readonly MetricSamples.Unavailable Lost = new("latency", "timed out");
    private static readonly ContinuousVerificationFacts First = Given.Facts(Latency, Errors);

    [Test]
    public void Measurements_are_put_one_behind_the_other()
    {
        var second = Given.Facts(Given.Counts([new EventCount(3, 30)], []), Given.Values([4], [5, 6])) with { From = First.To, To = First.To.AddMinutes(5) };

        var both = First.Followed(second);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((both.From, both.To), Is.EqualTo((First.From, second.To)));
            Assert.That(both.Metrics[0], Is.EqualTo(Given.Values([1, 2, 4], [3, 5, 6])).UsingPropertiesComparer());
            Assert.That(both.Metrics[1], Is.EqualTo(Given.Counts([new EventCount(1, 10), new EventCount(3, 30)], [new EventCount(2, 20)])).UsingPropertiesComparer());
        }
    }

    [Test]
    public void A_metric_that_was_not_measured_all_the_time_cannot_be_read()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Follow(Latency), Is.EqualTo(new MetricSamples.Unavailable("latency", "it was not measured all the time")), "not measured");
            Assert.That(Follow(Latency, Errors with { Metric = "latency" }), Is.EqualTo(new MetricSamples.Unavailable("latency", "it was not measured all the time")), "counted, not measured");
            Assert.That(Follow(Latency, Lost), Is.EqualTo(Lost), "not read the second time");
            Assert.That(Follow(Lost, Latency), Is.EqualTo(Lost), "nor the first time");
            Assert.That(Follow(Lost), Is.EqualTo(Lost), "nor at all");
        }
    }

    [TestCase("v1.2.1", "v1.2.3")]
    [TestCase("v1.2.2", "v1.2.4")]
    public void Measurements_of_other_versions_are_not_put_together(string baseline, string candidate)
    {
        var both = First.Followed(First with { Baseline = baseline, Candidate = candidate });

        Assert.That(both.Metrics, Is.EqualTo(ImmutableArray.Create<MetricSamples>(
            new MetricSamples.Unavailable("latency", $"the versions changed to {baseline} and {candidate}"),
            new MetricSamples.Unavailable("errors", $"the versions changed to {baseline} and {candidate}"))));
    }

    private static MetricSamples Follow(MetricSamples first, params ImmutableArray<MetricSamples> second) => Given.Facts(first).Followed(Given.Facts(second)).Metrics.Single();
}
