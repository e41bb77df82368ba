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

    [Test]
    public void Is_first_when_AWS_does_not_find_it() => Explained.First("load-balancer-missing", Troubles.Snapshot.ProductionLoadBalancer(facts => facts with
    {
        LoadBalancer = facts.LoadBalancer.Gone("load balancer prod-alb (LoadBalancerNotFound: One or more load balancers not found)"),
    }));

    [Test]
    public void Is_silent_when_it_is_active_under_another_name() =>
        Explained.Silent("load-balancer-missing", Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.But(one => one with { DnsName = "prod-alb-1.us-east-1.elb.amazonaws.com" }) }));
}
