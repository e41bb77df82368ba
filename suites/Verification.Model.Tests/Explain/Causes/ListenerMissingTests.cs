using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ListenerMissingTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionLoadBalancer(facts => facts with { Listeners = facts.Listeners.But(all => all.But(0, listener => listener with { Port = 8080 })) });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("listener-missing", Broken);

        Assert.That(cause.Title, Is.EqualTo("prod-alb has no listener on port 80."));
        Assert.That(cause.Mend, Has.Some.Contains("elbv2 create-listener --load-balancer-arn"));
        Assert.That(cause.Mend, Has.Some.Contains("aws elbv2 create-rule --listener-arn \"$(aws "));
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("listener-missing", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("listener-missing", Broken, snapshot => snapshot.ProductionLoadBalancer(facts => facts with { Listeners = facts.Listeners.Denied() }));
}
