using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AutoscalingFightsTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionService(service => service with { DesiredCount = 5, RunningCount = 5 }).Trouble(trouble => trouble with { Scaling = new Observation<ScalingFact>.Seen(new ScalingFact("service/prod-cluster/notification-service", 4, 10, false, false, ["cpu"], []), trouble.Scaling.Source) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("autoscaling-fights", Broken, Troubles.Counted);

        Assert.That(cause.Mend, Has.Some.Contains("--min-capacity 3 --max-capacity 10"));
        Assert.That(cause.Mend, Has.Some.Contains("--desired-count 3"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("autoscaling-fights", Troubles.Snapshot.ProductionService(service => service with { DesiredCount = 5, RunningCount = 5 }), Troubles.Counted);

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("autoscaling-fights", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Scaling = trouble.Scaling.Denied() }), Troubles.Counted);

    [TestCase(4, 10, Certainty.Proven)]
    [TestCase(3, 10, Certainty.Likely)]
    [TestCase(1, 3, Certainty.Likely)]
    [TestCase(1, 2, Certainty.Proven)]
    public void Is_proven_and_has_a_mend_when_the_declared_count_is_out_of_its_range(int minimum, int maximum, Certainty certainty)
    {
        var cause = Explained.Of(Scaled(minimum, maximum), Troubles.Counted).Causes.Single(one => one.Id == "autoscaling-fights");

        Assert.That((cause.Certainty, cause.Mend.IsEmpty), Is.EqualTo((certainty, certainty == Certainty.Likely)));
    }

    [Test]
    public void Is_first_with_the_two_newest_activities_which_prove_it()
    {
        var cause = Explained.First("autoscaling-fights", Scaled(1, 10, Activity(5, 4), Activity(4, 9), Activity(3, 14)), Troubles.Counted);

        Assert.That((cause.Certainty, cause.For.Length), Is.EqualTo((Certainty.Proven, 3)));
        Assert.That(cause.For[1].Text, Is.EqualTo("Setting desired count to 5. monitor alarm cpu-high in state ALARM"));
    }

    private static Snapshot Scaled(int minimum, int maximum, params ImmutableArray<ScalingActivityFact> activities) => Troubles.Snapshot
        .ProductionService(service => service with { DesiredCount = 5, RunningCount = 5 })
        .Trouble(trouble => trouble with
        {
            Scaling = new Observation<ScalingFact>.Seen(new ScalingFact("service/prod-cluster/notification-service", minimum, maximum, false, false, ["cpu"], activities), trouble.Scaling.Source),
        });

    private static ScalingActivityFact Activity(int count, int minutesAgo) => new(Troubles.Noon.AddMinutes(-minutesAgo), $"Setting desired count to {count}.", "monitor alarm cpu-high in state ALARM");
}
