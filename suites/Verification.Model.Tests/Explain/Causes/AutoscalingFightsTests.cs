using NUnit.Framework;
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
}
