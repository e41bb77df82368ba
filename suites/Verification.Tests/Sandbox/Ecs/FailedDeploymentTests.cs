using Amazon.ECS;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Tasks;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>Rolling deployments that the circuit breaker gives up.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FailedDeploymentTests
{
    private EcsCaller _ecs = null!;
    private string _first = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3", "one");
        _ecs.Push("v1.2.4", "two");
        _first = _ecs.Define();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [TestCase(1, 3)]
    [TestCase(3, 3)]
    [TestCase(5, 3)]
    [TestCase(10, 5)]
    [TestCase(25, 13)]
    [TestCase(400, 200)]
    public async Task A_deployment_fails_at_the_threshold_and_not_before(int desired, int threshold)
    {
        _ecs.Create(desired, request => request.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback = false);
        for (var failed = 0; failed < threshold - 1;)
        {
            await _ecs.AdvanceAsync(1);
            var count = Math.Min(desired, threshold - 1 - failed);
            _ecs.FailStarting(count);
            failed += count;
        }

        await _ecs.AdvanceAsync(1);
        var before = _ecs.Describe().Deployments.Single().RolloutState.Value;
        _ecs.FailStarting(1);
        await _ecs.AdvanceAsync(1);

        var deployment = _ecs.Describe().Deployments.Single();
        Assert.That((before, deployment.RolloutState.Value), Is.EqualTo(("IN_PROGRESS", "FAILED")));
        Assert.That(deployment.RolloutStateReason, Is.EqualTo("ECS deployment circuit breaker: tasks failed to start."));
        Assert.That(_ecs.Messages()[0], Is.EqualTo($"(service notification-service) (deployment {deployment.Id}) deployment failed: tasks failed to start."));
        Assert.That(_ecs.Deployment() is var described ? (described.Status.Value, described.DeploymentCircuitBreaker.Status.Value, described.DeploymentCircuitBreaker.FailureCount) : default,
            Is.EqualTo(("STOPPED", "TRIGGERED", threshold)));
    }

    [Test]
    public async Task A_failed_deployment_launches_nothing_more_and_what_was_good_stays()
    {
        _ecs.Create(change: request => request.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback = false);
        await _ecs.AdvanceToSteadyAsync();
        await FailAsync();
        var tasks = _ecs.AllTasks.Count;

        await _ecs.AdvanceAsync(1200);

        Assert.That(_ecs.AllTasks, Has.Count.EqualTo(tasks));
        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(_first).And.Exactly(3).Items);
        Assert.That(_ecs.Describe().Deployments.Select(deployment => deployment.RolloutState.Value), Is.EqualTo(["FAILED", "COMPLETED"]));
    }

    [Test]
    public async Task Fewer_tasks_are_fewer_of_what_was_good_too()
    {
        _ecs.Create(change: request => request.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback = false);
        await _ecs.AdvanceToSteadyAsync();
        await FailAsync();

        _ecs.Update(request => request.DesiredCount = 1);
        await _ecs.AdvanceAsync(5);

        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.EqualTo([_first]));
    }

    [Test]
    public async Task With_rollback_a_new_deployment_brings_back_what_was_complete()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        var before = _ecs.Describe();
        await FailAsync();
        var failed = _ecs.Deployment();
        var at = _ecs.Describe();
        await _ecs.AdvanceToSteadyAsync();

        var back = at.Deployments[0];
        Assert.That(at.Deployments.Select(deployment => (deployment.Status, deployment.RolloutState.Value)),
            Is.EqualTo([("PRIMARY", "IN_PROGRESS"), ("ACTIVE", "FAILED"), ("ACTIVE", "COMPLETED")]));
        Assert.That((back.TaskDefinition, back.RolloutStateReason), Is.EqualTo((_first, $"ECS deployment circuit breaker: rolling back to deploymentId {back.Id}.")));
        Assert.That(back.Id, Is.Not.EqualTo(before.Deployments[0].Id));
        Assert.That(_ecs.Messages(), Has.Some.EqualTo($"(service notification-service) rolling back to deployment {back.Id}."));
        Assert.That((failed.Status.Value, failed.Rollback.ServiceRevisionArn, failed.DeploymentCircuitBreaker.Status.Value),
            Is.EqualTo(("ROLLBACK_IN_PROGRESS", before.CurrentServiceRevisions[0].Arn, "TRIGGERED")));
        Assert.That(failed.Rollback.Reason, Is.EqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded."));
        Assert.That(_ecs.Deployment(failed.ServiceDeploymentArn).Status.Value, Is.EqualTo("ROLLBACK_SUCCESSFUL"));
        Assert.That(_ecs.Describe().Deployments.Single() is var single ? (single.Id, single.RolloutState.Value) : default, Is.EqualTo((back.Id, "COMPLETED")));
        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(_first).And.Exactly(3).Items);
    }

    [Test]
    public async Task It_goes_back_to_what_was_complete_and_not_to_what_was_replaced_on_the_way()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        _ecs.Update(request => request.TaskDefinition = _ecs.Define(tag: "v1.2.4"));
        await _ecs.AdvanceAsync(5);
        var replaced = _ecs.Describe().CurrentServiceDeployment;

        await FailAsync();

        Assert.That(_ecs.Describe().Deployments[0].TaskDefinition, Is.EqualTo(_first));
        Assert.That(_ecs.Deployment(replaced) is var old ? (old.Status.Value, old.StatusReason) : default, Is.EqualTo(("STOPPED", "Replaced by a new service deployment.")));
    }

    [Test]
    public async Task While_a_rollback_is_on_its_way_there_is_nothing_to_go_back_to()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        await FailAsync();
        var rolledBack = _ecs.Describe().CurrentServiceDeployment;
        await FailAsync();

        var deployment = _ecs.Deployment();
        Assert.That((deployment.Status.Value, deployment.StatusReason), Is.EqualTo(("ROLLBACK_FAILED", "No rollback candidate was found to run the rollback.")));
        Assert.That(deployment.Rollback, Is.Null);
        Assert.That(_ecs.Describe().Deployments[0].RolloutState.Value, Is.EqualTo("FAILED"));
        Assert.That(_ecs.Deployment(rolledBack).Status.Value, Is.EqualTo("STOPPED"));
    }

    [Test]
    public async Task A_rollback_that_fails_too_is_a_failed_rollback()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        await FailAsync();

        await FailPrimaryAsync();

        Assert.That(_ecs.Deployment().Status.Value, Is.EqualTo("ROLLBACK_FAILED"));
        Assert.That(_ecs.Describe().Deployments[0].RolloutState.Value, Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task Tasks_that_run_and_never_become_healthy_trip_it_too()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        _ecs.Update(request => request.TaskDefinition = _ecs.Define(tag: "v1.2.4"));
        var healthy = new List<int>();

        await _ecs.AdvanceUntilAsync(
            () =>
            {
                foreach (var listener in _ecs.Listeners.All.Where(listener => listener.Endpoint.Version == "v1.2.4"))
                {
                    _ecs.Listeners.Behave(listener.Endpoint.TaskArn, new TaskBehaviour { HealthStatus = 500 });
                }

                healthy.Add(_ecs.Group1.Targets.Count(target => _ecs.Group1.HealthOf(target).IsHealthy));
                return _ecs.Deployment().Status.Value == "ROLLBACK_SUCCESSFUL";
            },
            1800);

        Assert.That(_ecs.Deployment().DeploymentCircuitBreaker.FailureCount, Is.EqualTo(3));
        Assert.That(healthy.Min(), Is.EqualTo(3));
        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(_first).And.Exactly(3).Items);
    }

    [Test]
    public async Task Tasks_that_exit_after_they_ran_count_during_the_deployment()
    {
        _ecs.Create(desiredCount: 1, request => request.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback = false);

        await _ecs.AdvanceUntilAsync(
            () =>
            {
                foreach (var task in _ecs.AllTasks.Where(task => task.IsRunning && task.IsWanted))
                {
                    task.WantStopped(new TaskStop(TaskStopCode.EssentialContainerExited, "Essential container in task exited"), _ecs.Account.Now);
                }

                return _ecs.Describe().Deployments[0].RolloutState.Value == "FAILED";
            },
            300);

        Assert.That(_ecs.AllTasks, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_image_that_cannot_be_pulled_is_not_caught_in_the_first_ten_minutes()
    {
        _ecs.Define(tag: "v9");
        _ecs.Create();

        await _ecs.AdvanceAsync(600);
        var at = (_ecs.Describe().Deployments[0].RolloutState.Value, _ecs.Describe().Deployments[0].FailedTasks, _ecs.Deployment().DeploymentCircuitBreaker.FailureCount);
        var waited = await _ecs.AdvanceUntilAsync(() => _ecs.Describe().Deployments[0].RolloutState.Value == "FAILED", 900);

        Assert.That(at, Is.EqualTo(("IN_PROGRESS", 6, 2)));
        Assert.That(waited, Is.GreaterThan(200));
    }

    [Test]
    public async Task A_task_that_finds_no_place_does_not_count()
    {
        _ecs.Definitions.RegisterTaskDefinition(
            new RegisterTaskDefinitionRequest { Family = "ec2", ContainerDefinitions = [new ContainerDefinition { Name = "a", Image = "nginx:1", Memory = 128 }] }, _ecs.East);
        _ecs.Create(change: request =>
        {
            (request.TaskDefinition, request.LaunchType, request.NetworkConfiguration, request.LoadBalancers) = ("ec2", "EC2", null, null);
        });

        await _ecs.AdvanceAsync(600);

        Assert.That(_ecs.Describe().Deployments[0].RolloutState.Value, Is.EqualTo("IN_PROGRESS"));
        Assert.That(_ecs.Deployment().DeploymentCircuitBreaker.FailureCount, Is.Zero);
    }

    // Brings a new revision whose tasks do not start.
    private async Task FailAsync()
    {
        _ecs.Update(request => request.TaskDefinition = _ecs.Define(definition => definition.Family = "notification-service-prod", "v1.2.4"));
        await FailPrimaryAsync();
    }

    private async Task FailPrimaryAsync()
    {
        var failing = _ecs.State.Primary;
        await _ecs.AdvanceUntilAsync(
            () =>
            {
                if (failing.Rollout == RolloutState.Failed)
                {
                    return true;
                }

                _ecs.FailStarting();
                return false;
            },
            60);
    }
}
