using NUnit.Framework;
using Verification.Fixtures.Deployments.Waits;

namespace Verification.Tests.Fixtures.Deployments.Waits;

public sealed class StallCausesTests
{
    [Test]
    public void Nothing_is_named_where_nothing_speaks_for_it()
    {
        Assert.That(StallCauses.Of(Looks.Fresh), Is.Null);
        Assert.That(StallCauses.Of(Looks.Done), Is.Null);
    }

    [TestCase("CannotPullContainerError: pull image manifest has been retried 1 time(s): not found", StallCause.ImageCannotBePulled)]
    [TestCase("ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm", StallCause.SecretMissing)]
    [TestCase("ResourceInitializationError: unable to retrieve secrets from ssm", StallCause.SecretMissing)]
    [TestCase("ResourceInitializationError: failed to validate logger args: create stream: The specified log group does not exist.", StallCause.LogGroupMissing)]
    [TestCase("ResourceInitializationError: failed to create network interface", StallCause.ResourceInitialization)]
    [TestCase("Task failed container health checks", StallCause.ContainerHealthCheckFailing)]
    [TestCase("Task failed ELB health checks in (target-group arn:aws:x)", StallCause.TargetsNeverHealthy)]
    public void A_stopped_tasks_reason_names_the_cause_and_is_its_evidence(string reason, StallCause cause)
    {
        var stall = StallCauses.Of(Looks.WithStopped(reason));

        Assert.That(stall?.Cause, Is.EqualTo(cause));
        Assert.That(stall!.Evidence, Is.EqualTo([reason]));
        Assert.That(stall.Remedy, Is.Not.Empty);
    }

    [TestCase("was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.", StallCause.NoCapacity)]
    [TestCase("failed to launch a task with (error ECS was unable to assume the role 'x' that was provided for this task.).", StallCause.RoleMissing)]
    [TestCase("was unable to stop or start tasks during a deployment because of the service deployment configuration. Update it.", StallCause.BlockedByPercentages)]
    [TestCase("was unable to shift traffic because the listener rule x does not exist.", StallCause.TrafficNotShifting)]
    [TestCase("(task a) (port 80) is unhealthy in (target-group x) due to (reason Health checks failed with these codes: [502]).", StallCause.TargetsNeverHealthy)]
    public void What_the_service_says_names_the_cause_and_is_its_evidence(string message, StallCause cause)
    {
        var stall = StallCauses.Of(Looks.WithEvent(message));

        Assert.That(stall?.Cause, Is.EqualTo(cause));
        Assert.That(stall!.Evidence.Single(), Does.Contain(message));
    }

    [Test]
    public void A_container_that_exits_is_told_with_its_exit_code()
    {
        var stall = StallCauses.Of(Looks.WithStopped("Essential container in task exited", "EssentialContainerExited", "exit code 3"));

        Assert.That(stall?.Cause, Is.EqualTo(StallCause.EssentialContainerExited));
        Assert.That(stall!.Evidence, Is.EqualTo(["Essential container in task exited, exit code 3"]));
    }

    [Test]
    public void A_container_that_is_killed_for_its_memory_is_not_just_one_that_exits()
    {
        var stall = StallCauses.Of(Looks.WithStopped("Essential container in task exited", "EssentialContainerExited", "OutOfMemoryError: Container killed due to memory usage exit code 137"));

        Assert.That(stall?.Cause, Is.EqualTo(StallCause.OutOfMemory));
    }

    [Test]
    public void A_target_that_is_unhealthy_is_told_with_its_reason_code()
    {
        var stall = StallCauses.Of(Looks.Fresh with { Tasks = [Looks.Task("a", target: "unhealthy", reason: "Target.ResponseCodeMismatch: Health checks failed with these codes: [503]")] });

        Assert.That(stall?.Cause, Is.EqualTo(StallCause.TargetsNeverHealthy));
        Assert.That(stall!.Evidence.Single(), Does.Contain("task a").And.Contain("Target.ResponseCodeMismatch").And.Contain("503"));
    }

    [Test]
    public void A_group_that_no_rule_forwards_to_has_targets_that_are_never_healthy()
    {
        var stall = StallCauses.Of(Looks.Fresh with { Tasks = [Looks.Task("a", target: "unused", reason: "Target.NotInUse: Target group is not configured to receive traffic from the load balancer")] });

        Assert.That(stall?.Cause, Is.EqualTo(StallCause.TargetsNeverHealthy));
        Assert.That(stall!.Evidence.Single(), Does.Contain("Target.NotInUse"));
    }

    [Test]
    public void In_its_grace_period_a_task_is_not_judged_by_its_health()
    {
        var look = Looks.Fresh with { At = Looks.Begin.AddSeconds(59), Tasks = [Looks.Task("a", health: "UNHEALTHY", target: "unhealthy")], HealthCheckGracePeriod = TimeSpan.FromMinutes(1) };

        Assert.That(StallCauses.Of(look), Is.Null);
        Assert.That(StallCauses.Of(look with { At = Looks.Begin.AddSeconds(60) })?.Cause, Is.EqualTo(StallCause.ContainerHealthCheckFailing));
    }

    [Test]
    public void The_circuit_breaker_is_a_cause_when_one_more_failure_trips_it_and_nothing_else_is_known()
    {
        var look = Looks.Fresh with { ServiceDeployment = Looks.Deployment("IN_PROGRESS") with { CircuitBreaker = new CircuitBreakerLook("MONITORING", 2, 3) } };

        Assert.That(StallCauses.Of(look)?.Cause, Is.EqualTo(StallCause.CircuitBreakerAboutToTrip));
        Assert.That(StallCauses.Of(look with { ServiceDeployment = look.ServiceDeployment! with { CircuitBreaker = new CircuitBreakerLook("MONITORING", 1, 3) } }), Is.Null);
        Assert.That(StallCauses.Of(look with { ServiceDeployment = look.ServiceDeployment! with { CircuitBreaker = new CircuitBreakerLook("DISABLED", 2, 3) } }), Is.Null);
    }

    [Test]
    public void Where_another_cause_is_known_the_circuit_breaker_is_evidence_beside_it()
    {
        var look = Looks.WithStopped("CannotPullContainerError: not found") with { ServiceDeployment = Looks.Deployment("IN_PROGRESS") with { CircuitBreaker = new CircuitBreakerLook("MONITORING", 2, 3) } };

        var stall = StallCauses.Of(look);

        Assert.That(stall?.Cause, Is.EqualTo(StallCause.ImageCannotBePulled));
        Assert.That(stall!.Evidence, Does.Contain("circuit breaker MONITORING: 2 of 3 failures"));
    }

    [Test]
    public void What_keeps_a_task_from_starting_is_named_before_what_follows_from_it()
    {
        var look = Looks.WithStopped("CannotPullContainerError: not found") with { Events = ["(service web) was unable to place a task. Reason: x"] };

        Assert.That(StallCauses.Of(look)?.Cause, Is.EqualTo(StallCause.ImageCannotBePulled));
    }
}
