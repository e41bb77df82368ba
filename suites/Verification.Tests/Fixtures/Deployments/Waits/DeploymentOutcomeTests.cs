using NUnit.Framework;
using Verification.Fixtures.Deployments.Waits;

namespace Verification.Tests.Fixtures.Deployments.Waits;

public sealed class DeploymentOutcomeTests
{
    [Test]
    public void What_is_successful_and_healthy_is_completed_with_its_digest() =>
        Assert.That(Of(Looks.Done), Is.EqualTo(new DeploymentResult.Completed(Looks.New, Looks.Digest)));

    [Test]
    public void Before_all_tasks_are_healthy_nothing_is_completed()
    {
        Assert.That(Of(Looks.Done with { Tasks = [Looks.Task("a"), Looks.Task("b")] }), Is.Null);
        Assert.That(Of(Looks.Done with { Tasks = [Looks.Task("a"), Looks.Task("b"), Looks.Task("c", target: "initial")] }), Is.Null);
        Assert.That(Of(Looks.Done with { Tasks = [Looks.Task("a"), Looks.Task("b"), Looks.Task("c", health: "UNKNOWN")] }), Is.Null);
        Assert.That(Of(Looks.Done with { Tasks = [Looks.Task("a"), Looks.Task("b"), Looks.Task("c", target: "unread")] }), Is.Null, "what is not known is not taken for good");
    }

    [Test]
    public void A_task_without_health_check_is_healthy_when_its_target_is() =>
        Assert.That(Of(Looks.Done with { DesiredCount = 1, Tasks = [Looks.Task("a", health: "UNKNOWN") with { HasHealthCheck = false }] }), Is.TypeOf<DeploymentResult.Completed>());

    [Test]
    public void Another_digest_than_the_expected_one_is_a_failure()
    {
        var expected = Looks.Identity with { ExpectedDigest = "sha256:bb" };

        var result = DeploymentOutcome.Of(expected, Looks.Done, wasFailing: false);
        var unknown = DeploymentOutcome.Of(expected, Looks.Done with { Tasks = [.. Looks.Done.Tasks.Select(task => task with { Digests = task.Digests.Clear() })] }, wasFailing: false);

        Assert.That((result as DeploymentResult.Failed)?.Cause?.Cause, Is.EqualTo(StallCause.WrongImage));
        Assert.That(result!.Describe(), Does.Contain("sha256:bb").And.Contain(Looks.Digest));
        Assert.That(unknown, Is.TypeOf<DeploymentResult.Failed>());
    }

    [Test]
    public void A_rollback_by_the_circuit_breaker_is_never_success()
    {
        // The service is as stable as it can be: one deployment, all tasks healthy, and it is the old version.
        var rollback = Looks.Deployment("ROLLBACK_SUCCESSFUL", "Service deployment rolled back because the circuit breaker threshold was exceeded.") with
        {
            Rollback = new RollbackLook("Service deployment rolled back because the circuit breaker threshold was exceeded.", Looks.Old),
        };
        var back = Looks.Rollout("ecs-svc/3", Looks.Begin.AddMinutes(2), Looks.Old, "COMPLETED");

        var result = Of(Looks.Done with { Own = null, Primary = back, ServiceDeployment = rollback, StoppedTasks = Looks.WithStopped("CannotPullContainerError: x").StoppedTasks });
        var onOldEndpoint = DeploymentOutcome.Of(Looks.Identity, Looks.Done with { Own = null, Primary = back, ServiceDeployment = null }, wasFailing: true);

        Assert.That(result, Is.TypeOf<DeploymentResult.RolledBack>());
        Assert.That(((DeploymentResult.RolledBack)result!).By, Is.EqualTo(RollbackActor.CircuitBreaker));
        Assert.That(((DeploymentResult.RolledBack)result).ToTaskDefinition, Is.EqualTo(Looks.Old));
        Assert.That(((DeploymentResult.RolledBack)result).Cause?.Cause, Is.EqualTo(StallCause.ImageCannotBePulled));
        Assert.That(onOldEndpoint, Is.TypeOf<DeploymentResult.RolledBack>());
    }

    [Test]
    public void A_rollback_that_goes_on_is_waited_for()
    {
        var back = Looks.Rollout("ecs-svc/3", Looks.Begin.AddMinutes(2), Looks.Old, "IN_PROGRESS", "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/3.");

        Assert.That(Of(Looks.Fresh with { ServiceDeployment = Looks.Deployment("ROLLBACK_IN_PROGRESS") }), Is.Null);
        Assert.That(Of(Looks.Fresh with { ServiceDeployment = null, Primary = back }), Is.Null);
        Assert.That(DeploymentOutcome.IsFailing(Looks.Identity, Looks.Fresh with { Primary = back }), Is.True);
    }

    [Test]
    public void Who_was_replaced_is_superseded_and_by_whom()
    {
        var newer = Looks.Rollout("ecs-svc/9", Looks.Begin.AddMinutes(1), Looks.New, "IN_PROGRESS");

        Assert.That(Of(Looks.Fresh with { Primary = newer, ServiceDeployment = Looks.Deployment("STOPPED", "Replaced by a new service deployment.") }), Is.EqualTo(new DeploymentResult.Superseded("ecs-svc/9")));
        Assert.That(Of(Looks.Fresh with { Primary = newer, ServiceDeployment = null }), Is.EqualTo(new DeploymentResult.Superseded("ecs-svc/9")));
        Assert.That(Of(Looks.Done with { Primary = newer }), Is.EqualTo(new DeploymentResult.Superseded("ecs-svc/9")), "it was complete, and is not what runs any more");
    }

    [Test]
    public void An_answer_that_is_out_of_date_supersedes_nothing()
    {
        var older = Looks.Rollout("ecs-svc/1", Looks.Begin.AddDays(-1), Looks.Old, "COMPLETED");

        Assert.That(Of(Looks.Fresh with { Own = null, Primary = older, ServiceDeployment = null }), Is.Null);
    }

    [Test]
    public void Without_service_deployments_the_rollout_state_decides()
    {
        Assert.That(Of(Looks.Done with { ServiceDeployment = null }), Is.TypeOf<DeploymentResult.Completed>());
        Assert.That(
            Of(Looks.Fresh with { ServiceDeployment = null, Own = Looks.Rollout("ecs-svc/2", Looks.Begin, Looks.New, "FAILED", "ECS deployment circuit breaker: tasks failed to start.") }),
            Is.EqualTo(new DeploymentResult.Failed("ECS deployment circuit breaker: tasks failed to start.", null)));
    }

    [TestCase("STOPPED", "Service deployment was stopped.")]
    [TestCase("ROLLBACK_FAILED", "No rollback candidate was found to run the rollback.")]
    public void What_ends_otherwise_has_failed_with_ECSs_reason(string status, string reason)
    {
        var result = Of(Looks.Fresh with { ServiceDeployment = Looks.Deployment(status, reason) });

        Assert.That((result as DeploymentResult.Failed)?.Reason, Does.Contain(reason));
    }

    [Test]
    public void A_service_that_is_deleted_meanwhile_has_failed() =>
        Assert.That((Of(Looks.Fresh with { ServiceStatus = "DRAINING" }) as DeploymentResult.Failed)?.Reason, Is.EqualTo("service web is DRAINING"));

    [TestCase("Service deployment rolled back because the circuit breaker threshold was exceeded.", RollbackActor.CircuitBreaker)]
    [TestCase("Service deployment rolled back because it was stopped.", RollbackActor.StopRequest)]
    [TestCase("Service deployment rolled back because a lifecycle hook failed.", RollbackActor.LifecycleHook)]
    [TestCase("Service deployment rolled back because a lifecycle hook timed out.", RollbackActor.LifecycleHookTimeout)]
    [TestCase("Service deployment rolled back because a CloudWatch alarm was triggered.", RollbackActor.Alarm)]
    [TestCase("For a reason that nobody has seen yet.", RollbackActor.Unknown)]
    public void Who_rolled_back_is_read_from_ECSs_words(string reason, RollbackActor actor) =>
        Assert.That(RollbackActors.Of(Looks.Deployment("ROLLBACK_SUCCESSFUL") with { Rollback = new RollbackLook(reason, "") }), Is.EqualTo(actor));

    private static DeploymentResult? Of(DeploymentLook look) => DeploymentOutcome.Of(Looks.Identity, look, wasFailing: false);
}
