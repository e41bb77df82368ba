using System.Net;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Tasks;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceRolloutTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartServiceAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3", "one");
        _ecs.Push("v1.2.4", "two");
        _ecs.Define();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task A_new_service_has_no_tasks_and_a_deployment_in_progress()
    {
        var service = _ecs.Create();

        Assert.That((service.Status, service.DesiredCount, service.RunningCount, service.PendingCount), Is.EqualTo(("ACTIVE", 3, 0, 0)));
        var deployment = service.Deployments.Single();
        Assert.That((deployment.Status, deployment.RolloutState.Value), Is.EqualTo(("PRIMARY", "IN_PROGRESS")));
        Assert.That(deployment.Id, Does.Match("^ecs-svc/[0-9]{19}$"));
        Assert.That(deployment.RolloutStateReason, Is.EqualTo($"ECS deployment {deployment.Id} in progress."));
        await _ecs.AdvanceAsync(1);
        Assert.That(_ecs.Describe().PendingCount, Is.EqualTo(3));
    }

    [Test]
    public async Task Its_tasks_go_through_the_states_of_a_task_in_order()
    {
        _ecs.Create(desiredCount: 1);

        var seen = new List<string>();
        for (var second = 0; second < 30; second++)
        {
            await _ecs.AdvanceAsync(1);
            seen.Add(_ecs.Running().Single().LastStatus);
        }

        Assert.That(seen.Distinct(), Is.EqualTo(["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING"]));
    }

    [Test]
    public async Task It_is_complete_and_steady_when_all_tasks_are_healthy_in_the_container_and_in_the_target_group()
    {
        _ecs.Create();

        var whenRunning = await _ecs.AdvanceUntilAsync(() => _ecs.Describe().RunningCount == 3, 60);
        Assert.That(_ecs.Describe().Deployments[0].RolloutState.Value, Is.EqualTo("IN_PROGRESS"), "running is not yet healthy");
        await _ecs.AdvanceToSteadyAsync();

        var service = _ecs.Describe();
        Assert.That(whenRunning, Is.InRange(15, 40));
        Assert.That(service.Deployments.Single().RolloutStateReason, Is.EqualTo($"ECS deployment {service.Deployments[0].Id} completed."));
        Assert.That(_ecs.Running().Select(task => task.HealthStatus.Value), Is.All.EqualTo("HEALTHY").And.Exactly(3).Items);
        Assert.That(_ecs.Group1.Targets.Select(target => _ecs.Group1.HealthOf(target).State), Is.All.EqualTo("healthy").And.Exactly(3).Items);
        Assert.That(_ecs.Messages()[..2], Is.EqualTo(
            ["(service notification-service) has reached a steady state.", $"(service notification-service) (deployment {service.Deployments[0].Id}) deployment completed."]));
        Assert.That(_ecs.Messages()[^1], Does.Match(@"^\(service notification-service\) has started 3 tasks: \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\)\.$"));
        Assert.That(_ecs.Messages(), Has.Some.EqualTo($"(service notification-service) registered 3 targets in (target-group {_ecs.TargetGroup})"));
    }

    [Test]
    public async Task Each_task_has_an_address_of_another_subnet_and_answers_there_with_the_tag_of_its_image()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();

        var addresses = _ecs.Running().ConvertAll(task => task.Containers[0].NetworkInterfaces[0].PrivateIpv4Address);
        Assert.That(addresses.Select(address => address[..6]).Order(StringComparer.Ordinal), Is.EqualTo(["10.0.1", "10.0.2", "10.0.3"]));
        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            var target = _ecs.Listeners.Resolve(_ecs.Vpc, IPAddress.Parse(address), 8083);
            var answer = await http.GetStringAsync($"http://{target}/version", TestContext.CurrentContext.CancellationToken);
            Assert.That(answer, Does.Contain("v1.2.3"));
        }
    }

    [Test]
    public async Task A_task_that_is_stopped_is_replaced()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        var killed = _ecs.Running()[0];

        var answer = _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = killed.TaskArn, Reason = "drill" }, _ecs.East).Task;
        await _ecs.AdvanceAsync(1);
        var at = _ecs.Describe();
        await _ecs.AdvanceToSteadyAsync();

        Assert.That((answer.DesiredStatus, answer.StopCode.Value, answer.StoppedReason), Is.EqualTo(("STOPPED", "UserInitiated", "drill")));
        Assert.That((at.RunningCount, at.PendingCount, at.DesiredCount), Is.EqualTo((2, 1, 3)));
        Assert.That(_ecs.Running().Select(task => task.TaskArn), Has.Exactly(3).Items.And.None.EqualTo(killed.TaskArn));
        Assert.That(_ecs.Describe().Deployments.Single().RolloutState.Value, Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task A_stopped_task_drains_before_its_containers_stop()
    {
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        var task = _ecs.Running().Single();
        var address = IPAddress.Parse(task.Containers[0].NetworkInterfaces[0].PrivateIpv4Address);

        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = task.TaskArn }, _ecs.East);
        await _ecs.AdvanceAsync(1);
        var draining = (_ecs.Stopped().Single().LastStatus, _ecs.Group1.HealthOf(address, 8083).State, _ecs.Listeners.Resolve(_ecs.Vpc, address, 8083) is not null);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Single().LastStatus == "STOPPED", 330);

        var stopped = _ecs.Stopped().Single();
        Assert.That(draining, Is.EqualTo(("DEACTIVATING", "draining", true)));
        Assert.That(stopped.StoppedAt - stopped.StoppingAt, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(300)));
        Assert.That(_ecs.Listeners.Resolve(_ecs.Vpc, address, 8083), Is.Null);
        Assert.That(stopped.Containers.Single().ExitCode, Is.Zero);
        Assert.That(stopped.Attachments.Single().Status, Is.EqualTo("DELETED"));
    }

    [Test]
    public async Task Another_desired_count_starts_tasks_without_a_new_deployment()
    {
        _ecs.Create(desiredCount: 2);
        await _ecs.AdvanceToSteadyAsync();
        var deployment = _ecs.Describe().Deployments.Single().Id;

        _ecs.Update(request => request.DesiredCount = 4);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Describe().RunningCount, Is.EqualTo(4));
        Assert.That(_ecs.Describe().Deployments.Single().Id, Is.EqualTo(deployment));
        Assert.That(_ecs.Messages()[0], Is.EqualTo("(service notification-service) has reached a steady state."));
    }

    [Test]
    public async Task A_smaller_desired_count_stops_tasks_with_the_reason()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();

        var deployment = _ecs.Update(request => request.DesiredCount = 1).Deployments.Single().Id;
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Running(), Has.Exactly(1).Items);
        Assert.That(_ecs.Stopped().Select(task => (task.StopCode.Value, task.StoppedReason)),
            Is.All.EqualTo(("ServiceSchedulerInitiated", $"Scaling activity initiated by (deployment {deployment})")).And.Exactly(2).Items);
        Assert.That(_ecs.Messages(), Has.Some.Matches("has stopped 2 running tasks: ").And.Some.EqualTo(
            $"(service notification-service, taskSet {deployment}) has begun draining connections on 2 tasks."));
    }

    [Test]
    public async Task A_new_task_definition_is_rolled_out_without_going_below_the_minimum_or_above_the_maximum()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        var before = _ecs.Describe().Deployments.Single();
        var revision = _ecs.Define(tag: "v1.2.4");

        var updated = _ecs.Update(request => request.TaskDefinition = revision);
        var healthy = new List<int>();
        var live = new List<int>();
        await _ecs.AdvanceUntilAsync(
            () =>
            {
                healthy.Add(_ecs.Group1.Targets.Count(target => _ecs.Group1.HealthOf(target).IsHealthy));
                live.Add(_ecs.Running().Count);
                return _ecs.Describe() is { Deployments: [{ RolloutState.Value: "COMPLETED" }] };
            },
            900);

        var service = _ecs.Describe();
        Assert.That(updated.Deployments.Select(each => (each.Status, each.TaskDefinition)), Is.EqualTo([("PRIMARY", revision), ("ACTIVE", before.TaskDefinition)]));
        Assert.That(healthy.Min(), Is.EqualTo(3));
        Assert.That(live.Max(), Is.EqualTo(6));
        Assert.That(service.TaskDefinition, Is.EqualTo(revision));
        Assert.That(service.Deployments.Single().Id, Is.Not.EqualTo(before.Id));
        Assert.That(_ecs.Running().Select(task => (task.TaskDefinitionArn, task.StartedBy)), Is.All.EqualTo((revision, service.Deployments[0].Id)).And.Exactly(3).Items);
        Assert.That(_ecs.Listeners.All.Select(listener => listener.Endpoint.Version), Is.All.EqualTo("v1.2.4"));
    }

    [Test]
    public async Task Without_room_for_more_tasks_it_stops_old_ones_first()
    {
        _ecs.Create(desiredCount: 4, request => request.DeploymentConfiguration = new DeploymentConfiguration { MinimumHealthyPercent = 50, MaximumPercent = 100 });
        await _ecs.AdvanceToSteadyAsync();

        _ecs.Update(request => request.ForceNewDeployment = true);
        var running = new List<int>();
        await _ecs.AdvanceUntilAsync(
            () =>
            {
                running.Add(_ecs.Describe().RunningCount ?? 0);
                return _ecs.Describe() is { Deployments: [{ RolloutState.Value: "COMPLETED" }] };
            },
            1800);

        Assert.That(running.Min(), Is.EqualTo(2));
        Assert.That(running.Max(), Is.EqualTo(4));
    }

    [Test]
    public async Task Percentages_that_allow_no_step_are_named_once()
    {
        _ecs.Create(desiredCount: 1, request => request.DeploymentConfiguration = new DeploymentConfiguration { MinimumHealthyPercent = 100, MaximumPercent = 150 });
        await _ecs.AdvanceToSteadyAsync();

        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceAsync(300);

        Assert.That(_ecs.Describe().Deployments.Select(deployment => deployment.RolloutState.Value), Is.EqualTo(["IN_PROGRESS", "COMPLETED"]));
        Assert.That(_ecs.Messages().Count(message => message.Contains("was unable to stop or start tasks during a deployment", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_again_changes_nothing_unless_a_new_deployment_is_forced()
    {
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        var first = _ecs.Describe();

        var same = _ecs.Update(request => request.TaskDefinition = first.TaskDefinition);
        var forced = _ecs.Update(request => request.ForceNewDeployment = true);

        Assert.That(same.Deployments.Select(deployment => deployment.Id), Is.EqualTo([first.Deployments[0].Id]));
        Assert.That(forced.Deployments, Has.Exactly(2).Items);
        Assert.That(forced.TaskDefinition, Is.EqualTo(first.TaskDefinition));
    }

    [Test]
    public async Task A_task_that_fails_its_container_health_check_is_replaced_and_stays_until_the_replacement_is_healthy()
    {
        _ecs.Create(desiredCount: 2, request => request.LoadBalancers = null);
        await _ecs.AdvanceToSteadyAsync();
        var sick = _ecs.Running()[0].TaskArn;
        _ecs.Listeners.Behave(sick, new TaskBehaviour { HealthStatus = 500 });

        await _ecs.AdvanceUntilAsync(() => _ecs.Running().Count == 3, 200);
        var health = _ecs.Running().Single(task => task.TaskArn == sick).HealthStatus.Value;
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(health, Is.EqualTo("UNHEALTHY"));
        Assert.That(_ecs.Stopped().Single() is var stopped ? (stopped.TaskArn, stopped.StoppedReason) : default, Is.EqualTo((sick, "Task failed container health checks")));
        Assert.That(_ecs.Running().Select(task => task.HealthStatus.Value), Is.All.EqualTo("HEALTHY").And.Exactly(2).Items);
    }

    [Test]
    public async Task A_task_that_fails_the_load_balancers_health_check_is_replaced_with_the_groups_reason()
    {
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        var sick = _ecs.Running().Single();
        _ecs.Listeners.Behave(sick.TaskArn, new TaskBehaviour { HealthStatus = 502 });

        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Count == 1, 200);

        Assert.That(_ecs.Stopped().Single().StoppedReason, Is.EqualTo($"Task failed ELB health checks in (target-group {_ecs.TargetGroup})"));
        Assert.That(_ecs.Messages(), Has.Some.EqualTo(
            $"(service notification-service) (task {sick.TaskArn[^32..]}) (port 8083) is unhealthy in (target-group {_ecs.TargetGroup}) due to (reason Health checks failed with these codes: [502])."));
    }

    [Test]
    public async Task During_the_grace_period_an_unhealthy_task_stays()
    {
        _ecs.Create(desiredCount: 1, request => request.HealthCheckGracePeriodSeconds = 400);
        await _ecs.AdvanceUntilAsync(() => _ecs.Describe().RunningCount == 1, 60);
        _ecs.Listeners.Behave(_ecs.Running().Single().TaskArn, new TaskBehaviour { HealthStatus = 502 });

        await _ecs.AdvanceAsync(390);
        var before = _ecs.AllTasks.Count;
        await _ecs.AdvanceAsync(60);

        Assert.That(before, Is.EqualTo(1));
        Assert.That(_ecs.AllTasks, Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task A_target_that_someone_else_deregisters_is_not_registered_again()
    {
        _ecs.Create(desiredCount: 2);
        await _ecs.AdvanceToSteadyAsync();

        _ecs.Group1.Deregister(_ecs.Group1.Targets[0].Address, 8083, _ecs.Account.Now);
        await _ecs.AdvanceAsync(400);

        Assert.That(_ecs.Group1.Targets, Has.Exactly(1).Items);
        Assert.That(_ecs.Describe().RunningCount, Is.EqualTo(2));
        Assert.That(_ecs.Describe().Deployments.Single().RolloutState.Value, Is.EqualTo("COMPLETED"));
    }

    [Test]
    public async Task A_service_without_any_check_is_steady_when_its_tasks_have_run_for_a_while()
    {
        _ecs.Define(definition => definition.ContainerDefinitions[0].HealthCheck = null);
        _ecs.Create(desiredCount: 1, request => request.LoadBalancers = null);

        await _ecs.AdvanceToSteadyAsync(120);

        Assert.That(_ecs.Running().Single().HealthStatus.Value, Is.EqualTo("UNKNOWN"));
        Assert.That(_ecs.Account.Now - _ecs.Running().Single().StartedAt, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(40)));
    }

    [Test]
    public async Task A_deleted_service_drains_and_becomes_inactive()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();

        var refused = EcsCaller.Error(() => _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service" }, _ecs.East));
        var deleted = _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service", Force = true }, _ecs.East).Service;
        await _ecs.AdvanceAsync(1);
        var listed = _ecs.Services.ListServices(new ListServicesRequest { Cluster = _ecs.Cluster }, _ecs.East).ServiceArns;
        var again = EcsCaller.Error(() => _ecs.Create());
        await _ecs.AdvanceUntilAsync(() => _ecs.Describe().Status == "INACTIVE", 400);

        Assert.That(refused.Message, Is.EqualTo("The service cannot be stopped while the primary deployment is scaled above 0."));
        Assert.That((deleted.Status, deleted.DesiredCount), Is.EqualTo(("DRAINING", 0)));
        Assert.That(listed, Is.Empty);
        Assert.That(again.Message, Is.EqualTo("Unable to Start a service that is still Draining."));
        Assert.That(_ecs.AllTasks.Select(task => task.Phase.ToString()), Is.All.EqualTo("Stopped"));
        Assert.That(_ecs.Listeners.All, Is.Empty);
        Assert.That(_ecs.Create().Status, Is.EqualTo("ACTIVE"));
    }

    [Test]
    public async Task Addresses_of_stopped_tasks_are_free_again()
    {
        _ecs.Create();
        await _ecs.AdvanceToSteadyAsync();
        var ec2 = _ecs.East.Region.State<Verification.Sandbox.Ec2.Ec2State>();
        var taken = ec2.Interfaces.Count;

        _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service", Force = true }, _ecs.East);
        await _ecs.AdvanceUntilAsync(() => _ecs.Describe().Status == "INACTIVE", 400);

        Assert.That(taken - ec2.Interfaces.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task Stopped_tasks_are_described_for_an_hour()
    {
        _ecs.Create(desiredCount: 1, request => request.LoadBalancers = null);
        await _ecs.AdvanceToSteadyAsync();
        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = _ecs.Running().Single().TaskArn }, _ecs.East);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().SingleOrDefault()?.LastStatus == "STOPPED", 60);

        await _ecs.AdvanceAsync(3590);
        var before = _ecs.Stopped().Count;
        await _ecs.AdvanceAsync(20);

        Assert.That((before, _ecs.Stopped().Count), Is.EqualTo((1, 0)));
    }
}
