using NUnit.Framework;
using Verification.Model.Explain;
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

    [Test]
    public void Comes_after_a_dead_port_where_the_log_says_that_the_application_was_up()
    {
        var killed = Troubles.Snapshot.Event("(service s) (task t) (port 8083) is unhealthy in (target-group g) due to (reason Health checks failed).")
            .Stopped("ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group g)", lasted: TimeSpan.FromMinutes(1))
            .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] });

        Explained.First("dead-port", killed);
        Assert.That(Explained.Of(killed).Causes.Single(cause => cause.Id == "start-period-too-short").Certainty, Is.EqualTo(Certainty.Possible));
        Explained.First("start-period-too-short", killed.Trouble(trouble => trouble with { LogLines = trouble.LogLines.But(lines => lines.But(0, line => line with { Text = "notification-service v1.2.3 started" })) }));
    }

    [TestCase("notification-service started", "start-period-too-short")]
    [TestCase("Now listening on: http://[::]:8083", "dead-port")]
    [TestCase("Tomcat started on port 8083", "dead-port")]
    public void Is_first_while_a_new_task_is_not_well_and_has_not_said_that_it_listens(string text, string first)
    {
        var waiting = Troubles.Snapshot.Targets("unhealthy", "Target.FailedHealthChecks: Health checks failed")
            .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] })
            .Trouble(trouble => trouble with { LogLines = trouble.LogLines.But(lines => [.. lines, new LogLineFact(lines[0].At.AddMinutes(1), "ecs/notification-service/2", text)]) });

        Explained.First(first, waiting);
    }

    // 10 s to start, four checks 30 s apart, and a minute.
    [TestCase(190, true)]
    [TestCase(191, false)]
    public void Is_first_while_the_task_lived_no_longer_than_it_takes_to_find_it_ill(int seconds, bool isFirst)
    {
        var killed = Broken.Trouble(trouble => trouble with
        {
            StoppedTasks = trouble.StoppedTasks.But(_ => [Troubles.Task("ServiceSchedulerInitiated", "Task failed container health checks", null, "", TimeSpan.FromSeconds(seconds))]),
        });

        Assert.That(Explained.Of(killed).Causes.Select(cause => cause.Id), isFirst ? Has.Some.EqualTo("start-period-too-short") : Has.None.EqualTo("start-period-too-short"));
    }

    [Test]
    public void Is_first_for_a_deployment_under_way_beside_one_that_has_ended_where_the_service_has_another_name()
    {
        var cause = Explained.First("start-period-too-short", Waiting("Target.FailedHealthChecks: Health checks failed", "started").TroubledService(service => service with
        {
            Name = "notification-service-green",
            Deployments = [.. service.Deployments, service.Deployments[0] with { Id = "ecs-svc/2", RolloutState = "COMPLETED" }],
        }));

        Assert.That(cause.For.Select(proof => proof.Text), Has.None.Contains("grace period"));
    }

    [Test]
    public void Is_silent_when_a_new_task_answers_too_late() => Explained.Silent("start-period-too-short", Waiting("Target.Timeout: Request timed out", "started"));

    [Test]
    public void Is_silent_when_nobody_knows_what_the_application_says() => Explained.Silent(
        "start-period-too-short", Waiting("Target.FailedHealthChecks: Health checks failed", "started").Trouble(trouble => trouble with { LogLines = trouble.LogLines.But(_ => []) }));

    private static Snapshot Waiting(string reason, string text) => Troubles.Snapshot.Targets("unhealthy", reason)
        .TroubledService(service => service with { Deployments = [service.Deployments[0] with { RolloutState = "IN_PROGRESS" }] })
        .Trouble(trouble => trouble with { LogLines = trouble.LogLines.But(lines => [.. lines, new LogLineFact(lines[0].At.AddMinutes(1), "ecs/notification-service/2", text)]) });
}
