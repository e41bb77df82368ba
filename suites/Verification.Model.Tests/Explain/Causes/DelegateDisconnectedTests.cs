using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class DelegateDisconnectedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Harness(connected: false);

    [Test]
    public void Is_first_although_every_check_passes()
    {
        var cause = Explained.First("delegate-disconnected", Broken);

        Assert.That(cause.Title, Is.EqualTo("The delegate delegate-prod is not connected to Harness."));
        Assert.That(cause.Mend.Single(), Is.EqualTo("kubectl rollout restart deployment/delegate-prod -n harness-delegate-ng"));
        Assert.That(cause.IsMendSafe, Is.True);
    }

    [Test]
    public void Is_silent_when_all_are_connected() => Explained.Silent("delegate-disconnected", Troubles.Snapshot.Harness(connected: true).Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("delegate-disconnected", Broken, snapshot => snapshot with { Harness = snapshot.Harness! with { Delegates = snapshot.Harness.Delegates.Denied() } });

    [Test]
    public void Is_first_with_each_of_those_that_are_away() => Assert.That(
        Explained.First("delegate-disconnected", Broken with { Harness = Broken.Harness! with { Delegates = Broken.Harness.Delegates.But(all => [.. all.Select(one => one with { IsConnected = false })]) } }).Title,
        Is.EqualTo("The delegates delegate-prod and delegate-analytics are not connected to Harness."));
}
