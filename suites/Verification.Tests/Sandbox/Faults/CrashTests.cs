using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Faults;

/// <summary>Essential containers that exit by themselves, and what becomes of their tasks.</summary>
public sealed class CrashTests
{
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3");
        _ecs.Define();
    }

    [TearDown]
    public ValueTask StopAsync() => _ecs.DisposeAsync();

    [Test]
    public async Task A_crash_stops_the_task_with_its_exit_code_closes_its_port_and_the_service_replaces_it()
    {
        _ecs.Create(desiredCount: 2);
        await _ecs.AdvanceToSteadyAsync();
        var victim = _ecs.Running()[0];
        var address = victim.Containers[0].NetworkInterfaces[0].PrivateIpv4Address;
        Given.Fault(_ecs.Account, $$"""{"kind":"crash-after","seconds":30,"exitCode":3,"task":"{{victim.TaskArn}}"}""");

        await _ecs.AdvanceAsync(29);
        var before = _ecs.Stopped().Count;
        await _ecs.AdvanceAsync(1);
        var (listeners, target) = (_ecs.Listeners.Of(victim.TaskArn), _ecs.Group1.Targets.Single(target => target.Address.ToString() == address));
        await _ecs.AdvanceAsync(20);
        var stopped = _ecs.Stopped().Single();

        Assert.That(before, Is.Zero);
        Assert.That(listeners, Is.Empty);
        Assert.That(_ecs.Group1.HealthOf(target).State, Is.EqualTo("draining"));
        Assert.That((stopped.TaskArn, stopped.LastStatus, stopped.StopCode.Value, stopped.StoppedReason), Is.EqualTo((victim.TaskArn, "STOPPED", "EssentialContainerExited", "Essential container in task exited")));
        Assert.That((stopped.Containers[0].LastStatus, stopped.Containers[0].ExitCode, stopped.Containers[0].Reason), Is.EqualTo(("STOPPED", 3, (string?)null)));
        await _ecs.AdvanceToSteadyAsync();
        Assert.That(_ecs.Running().Select(task => task.TaskArn), Has.Exactly(2).Items.And.None.EqualTo(victim.TaskArn));
    }

    [Test]
    public async Task Memory_that_runs_out_kills_the_container_with_ecs_reason()
    {
        Given.Fault(_ecs.Account, """{"kind":"out-of-memory","version":"v1.2.3","seconds":60,"count":1}""");
        _ecs.Create(desiredCount: 1);

        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped() is [{ LastStatus: "STOPPED" }], 120);

        var stopped = _ecs.Stopped().Single();
        Assert.That((stopped.Containers[0].ExitCode, stopped.Containers[0].Reason), Is.EqualTo((137, "OutOfMemoryError: Container killed due to memory usage")));
        Assert.That(stopped.StopCode.Value, Is.EqualTo("EssentialContainerExited"));
        await _ecs.AdvanceToSteadyAsync();
    }

    [Test]
    public async Task A_container_that_exits_as_it_starts_never_runs_is_no_target_and_counts_as_a_failed_start()
    {
        Given.Fault(_ecs.Account, """{"kind":"crash-on-start","ecsService":"notification-service"}""");
        _ecs.Create(desiredCount: 1);
        var wasRunning = false;
        var wasTarget = false;

        await _ecs.AdvanceUntilAsync(
            () =>
            {
                wasRunning |= _ecs.Describe().RunningCount > 0;
                wasTarget |= _ecs.Group1.Targets.Count > 0;
                return _ecs.Describe().Deployments[0].FailedTasks >= 2;
            },
            200);

        var stopped = _ecs.Stopped()[0];
        Assert.That((wasRunning, wasTarget), Is.EqualTo((false, false)));
        Assert.That((stopped.StopCode.Value, stopped.Containers[0].ExitCode, stopped.StartedAt), Is.EqualTo(("EssentialContainerExited", 1, (DateTime?)null)));
    }

    [Test]
    public async Task After_as_many_crashes_as_the_fault_may_make_the_service_comes_up()
    {
        Given.Fault(_ecs.Account, """{"kind":"crash-on-start","exitCode":139,"count":2}""");
        _ecs.Create(desiredCount: 2);

        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Stopped().Select(task => task.Containers[0].ExitCode), Is.EqualTo(new int?[] { 139, 139 }));
    }

    [Test]
    public async Task Another_container_of_the_task_is_stopped_with_it()
    {
        _ecs.Define(request => request.ContainerDefinitions.Add(new ContainerDefinition { Name = "sidecar", Image = "public.ecr.aws/agent:1", Essential = false }));
        Given.Fault(_ecs.Account, """{"kind":"crash-after","seconds":60,"exitCode":2,"count":1}""");
        _ecs.Create(desiredCount: 1);

        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped() is [{ LastStatus: "STOPPED" }], 120);

        Assert.That(_ecs.Stopped()[0].Containers.Select(container => (container.Name, container.ExitCode)), Is.EqualTo(new (string, int?)[] { ("notification-service", 2), ("sidecar", 0) }));
    }

    [Test]
    public async Task A_task_of_no_service_crashes_and_stays_stopped()
    {
        var task = _ecs.Tasks.RunTask(
            new RunTaskRequest
            {
                Cluster = _ecs.Cluster,
                TaskDefinition = "notification-service-prod",
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [.. _ecs.Subnets] } },
            },
            _ecs.East).Tasks[0];
        Given.Fault(_ecs.Account, $$"""{"kind":"crash-after","seconds":10,"exitCode":9,"task":"{{task.TaskArn}}"}""");

        await _ecs.AdvanceAsync(60);

        var stopped = _ecs.Stopped().Single();
        Assert.That((stopped.TaskArn, stopped.LastStatus, stopped.Containers[0].ExitCode), Is.EqualTo((task.TaskArn, "STOPPED", 9)));
        Assert.That(_ecs.AllTasks, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Unhealthy_tasks_of_one_version_keep_its_deployment_from_completing()
    {
        Given.Fault(_ecs.Account, """{"kind":"never-healthy","version":"v1.2.4"}""");
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        _ecs.Push("v1.2.4", "other");
        var next = _ecs.Define(tag: "v1.2.4");
        _ecs.Update(request => request.TaskDefinition = next);

        await _ecs.AdvanceAsync(120);

        Assert.That(_ecs.Describe().Deployments[0].RolloutState.Value, Is.Not.EqualTo("COMPLETED"));
        Assert.That(_ecs.Group1.Targets.Count(target => _ecs.Group1.HealthOf(target).IsHealthy), Is.EqualTo(1));
    }
}
