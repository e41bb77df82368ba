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

    [TestCase(59, "IN_PROGRESS", "crash-on-start")]
    [TestCase(60, "IN_PROGRESS", "container-exits")]
    [TestCase(59, "COMPLETED", "container-exits")]
    public void Is_first_within_a_minute_unless_the_deployment_had_settled(int seconds, string state, string first) => Explained.First(
        first,
        Troubles.Snapshot.Stopped("EssentialContainerExited", "Essential container in task exited", 1, lasted: TimeSpan.FromSeconds(seconds))
            .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = state }] }));

    [Test]
    public void Is_first_and_shows_the_log_that_the_container_writes_to()
    {
        var cause = Explained.First("crash-on-start", Broken.ProductionContainer(container => container with { LogOptions = container.LogOptions.SetItem("awslogs-group", "/ecs/elsewhere") }));

        Assert.That(cause.See[0], Does.StartWith("aws logs tail /ecs/elsewhere "));
    }
}
