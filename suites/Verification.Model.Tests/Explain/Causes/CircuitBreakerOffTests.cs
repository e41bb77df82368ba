using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class CircuitBreakerOffTests
{
    private static Snapshot Broken => Troubles.Snapshot.ProductionService(service => service with { CircuitBreakerEnabled = false, CircuitBreakerRollsBack = false });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("circuit-breaker-off", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("deploymentCircuitBreaker={enable=true,rollback=true}"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("circuit-breaker-off", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("circuit-breaker-off", Broken, snapshot => snapshot.ProductionServiceSeen(service => service.Denied()));
}
