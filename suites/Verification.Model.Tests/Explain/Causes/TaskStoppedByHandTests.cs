using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class TaskStoppedByHandTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("UserInitiated", "Task stopped by user");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("task-stopped-by-hand", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("task-stopped-by-hand", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("task-stopped-by-hand", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));
}
