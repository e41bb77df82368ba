using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TrafficNotFollowingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionHealth(503, "");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("traffic-not-following", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("elbv2 modify-rule"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("traffic-not-following", Troubles.Snapshot.ProductionHealth(503, "").Targets("unhealthy", "Target.ResponseCodeMismatch: Health checks failed with these codes: [404]"));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("traffic-not-following", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));
}
