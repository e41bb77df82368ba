using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class QuotaReachedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Lacking().Event("(service notification-service) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("quota-reached", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("quota-reached", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("quota-reached", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));
}
