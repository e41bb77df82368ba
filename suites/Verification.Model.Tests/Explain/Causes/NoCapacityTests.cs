using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class NoCapacityTests
{
    private static Snapshot Broken => Troubles.Snapshot.Lacking().Event("(service notification-service) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("no-capacity", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("no-capacity", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("no-capacity", Broken, snapshot => snapshot.Trouble(trouble => trouble with { Services = trouble.Services.Denied() }));
}
