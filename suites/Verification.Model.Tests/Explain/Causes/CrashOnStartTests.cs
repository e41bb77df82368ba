using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class CrashOnStartTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("EssentialContainerExited", "Essential container in task exited", exitCode: 1);

    [Test]
    public void Is_first_and_shows_the_exit_code_and_the_log()
    {
        var cause = Explained.First("crash-on-start", Broken);

        Assert.That(cause.For[0].Text, Does.EndWith("EssentialContainerExited, Essential container in task exited, exit code 1"));
        Assert.That(cause.For[1].Text, Does.StartWith("log: "));
        Assert.That(cause.See[0], Is.EqualTo("aws logs tail /ecs/notification-service-prod --since 15m --region us-east-1"));
    }

    [Test]
    public void Is_silent_when_the_container_ran_for_long() =>
        Explained.Silent("crash-on-start", Troubles.Snapshot.Stopped("EssentialContainerExited", "Essential container in task exited", 1, lasted: TimeSpan.FromHours(2)));

    [Test]
    public void Is_silent_when_stopped_tasks_are_unread() =>
        Explained.SilentUnread("crash-on-start", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));
}
