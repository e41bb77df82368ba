using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TargetGroupUnusedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Targets("unused", "Target.NotInUse: Target group is not configured to receive traffic from the load balancer");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("target-group-unused", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("elbv2 modify-rule"));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("target-group-unused", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("target-group-unused", Broken, snapshot => snapshot.ProductionDeployment(common => common with { Targets = common.Targets.Denied() }));
}
