using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ContainerExitsTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("EssentialContainerExited", "Essential container in task exited", 1, lasted: TimeSpan.FromHours(2));

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("container-exits", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_never_came_up() => Explained.Silent("container-exits", Troubles.Snapshot.Stopped("EssentialContainerExited", "Essential container in task exited", 1));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("container-exits", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));
}
