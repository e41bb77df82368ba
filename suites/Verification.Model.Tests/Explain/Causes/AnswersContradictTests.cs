using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class AnswersContradictTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Gone("load balancer prod-alb"), Listeners = facts.Listeners.Gone("load balancer prod-alb") });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("answers-contradict", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_AWS_says_that_it_is_not_found() => Explained.Silent("answers-contradict", Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Gone("load balancer prod-alb (LoadBalancerNotFound: One or more load balancers not found)") }));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("answers-contradict", Broken, snapshot => snapshot.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.Denied() }));
}
