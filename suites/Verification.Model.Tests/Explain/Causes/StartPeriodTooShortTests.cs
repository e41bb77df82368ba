using NUnit.Framework;
using Verification.Model.Facts;

namespace Verification.Tests.Model.Explain.Causes;

internal sealed class StartPeriodTooShortTests
{
    private static Snapshot Broken => Troubles.Snapshot.Stopped("ServiceSchedulerInitiated", "Task failed container health checks", lasted: TimeSpan.FromMinutes(3)).TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] }).ProductionContainer(container => container with { HealthCheck = container.HealthCheck! with { StartPeriodSeconds = 10 } });

    [Test]
    public void Is_first_with_its_proof()
    {
        var cause = Explained.First("start-period-too-short", Broken);

        Assert.That(cause.Mend, Has.Some.Contains("--health-check-grace-period-seconds 300"));
        Assert.That(cause.For.Select(proof => proof.Text), Has.Some.EqualTo("start period 10 s"));
    }

    [Test]
    public void Is_silent_when_the_task_had_run_for_long() => Explained.Silent("start-period-too-short", Troubles.Snapshot.Stopped("ServiceSchedulerInitiated", "Task failed container health checks", lasted: TimeSpan.FromHours(3)));

    [Test]
    public void Is_silent_when_its_facts_are_unread() => Explained.SilentUnread("start-period-too-short", Broken, snapshot => snapshot.Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.Denied() }));
}
