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

    [TestCase("CannotCreateContainerError: unable to mount volume", true)]
    [TestCase("ResourceInitializationError: failed to configure the network interface", true)]
    [TestCase("ResourceInitializationError: unable to pull secrets or registry auth", false)]
    [TestCase("ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log stream", false)]
    public void Is_found_unless_what_the_task_needs_has_a_cause_of_its_own(string reason, bool isFound) => Assert.That(
        Explained.Of(Troubles.Snapshot.Stopped("TaskFailedToStart", reason)).Causes.Any(cause => cause.Id == "container-cannot-start"), Is.EqualTo(isFound));
}
