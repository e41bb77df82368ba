using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class SpotInterruptedTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("SpotInterruption", "Your Spot Task was interrupted.");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("spot-interrupted", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("spot-interrupted", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("spot-interrupted", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));

    [Test]
    public void Is_first_while_the_task_has_been_told() => Explained.First("spot-interrupted", Troubles.Snapshot.Stopped("TerminationNotice", "Your Spot Task was interrupted."));

    [Test]
    public void Is_silent_when_tasks_stopped_otherwise() => Explained.Silent("spot-interrupted", Troubles.Snapshot.Stopped("UserInitiated", "Task stopped by user"));
}
