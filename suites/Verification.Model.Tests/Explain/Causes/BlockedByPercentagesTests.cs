using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class BlockedByPercentagesTests
{
    private static Snapshot Broken => Troubles.Snapshot.Lacking().Event("(service notification-service) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("blocked-by-percentages", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("'deploymentCircuitBreaker={enable=true,rollback=true},maximumPercent=200,minimumHealthyPercent=100'"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("blocked-by-percentages", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("blocked-by-percentages", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));

    [Test]
    public void Is_first_by_the_event_alone_when_the_percentages_of_the_service_are_not_known()
    {
        var cause = Explained.First("blocked-by-percentages", Broken.TroubledService(service => service with { Name = "notification-service__1" }));

        Assert.That(cause.For, Has.Length.EqualTo(1));
    }
}
