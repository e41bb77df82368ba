using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class LoadBalancerMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.But(one => one with { State = "failed" }) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("load-balancer-missing", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("load-balancer-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("load-balancer-missing", Broken, snapshot => snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Denied() }));
}
