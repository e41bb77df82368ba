using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DesiredCountChangedTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionService(service => service with { DesiredCount = 5, RunningCount = 5 });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("desired-count-changed", Broken, Troubles.Counted);

        Assert.That(cause.Mend.Single(), Is.EqualTo("aws ecs update-service --cluster prod-cluster --service notification-service --desired-count 3 --region us-east-1"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("desired-count-changed", Troubles.Snapshot.ProductionService(service => service with { DesiredCount = 5, RunningCount = 5 }).Trouble(trouble => trouble with { Scaling = new Observation<ScalingFact>.Seen(new ScalingFact("service/prod-cluster/notification-service", 4, 10, false, false, ["cpu"], []), trouble.Scaling.Source) }), Troubles.Counted);

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("desired-count-changed", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Scaling = trouble.Scaling.Denied() }), Troubles.Counted);

    [TestCase(2, true)]
    [TestCase(5, false)]
    public void Is_mended_without_danger_only_where_no_task_is_taken_away(int desired, bool isSafe) => Assert.That(
        Explained.Of(Troubles.Snapshot.ProductionService(service => service with { DesiredCount = desired, RunningCount = desired }), Troubles.Counted).Causes.Single(cause => cause.Id == "desired-count-changed").IsMendSafe,
        Is.EqualTo(isSafe));
}
