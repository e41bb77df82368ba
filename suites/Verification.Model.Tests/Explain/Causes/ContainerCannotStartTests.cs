using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class ContainerCannotStartTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("TaskFailedToStart", "CannotStartContainerError: exec format error");

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("container-cannot-start", Broken);

        Assert.That(cause.Mend, Is.Empty);
    }

    [Test]
    public void Is_silent_when_it_is_not_so() => Explained.Silent("container-cannot-start", Troubles.Snapshot.Lacking());

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("container-cannot-start", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));
}
