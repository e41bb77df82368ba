using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>What is done to a service while a deployment of it is on its way.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MidDeploymentTests
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
        _ecs.Create(desiredCount: 2);
        await _ecs.AdvanceToSteadyAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task Another_desired_count_is_that_of_the_deployment_on_its_way()
    {
        var second = Deploy();
        await _ecs.AdvanceAsync(10);

        _ecs.Update(request => request.DesiredCount = 4);
        var deployments = _ecs.Describe().Deployments;
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(deployments.Select(deployment => deployment.DesiredCount), Is.EqualTo([4, 0]));
        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(second).And.Exactly(4).Items);
        Assert.That(_ecs.Deployment().TargetServiceRevision.RequestedTaskCount, Is.EqualTo(4));
    }

    [Test]
    public async Task A_forced_deployment_replaces_the_one_on_its_way()
    {
        Deploy();
        await _ecs.AdvanceAsync(10);
        var replaced = _ecs.Describe().CurrentServiceDeployment;

        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Deployment(replaced).Status.Value, Is.EqualTo("STOPPED"));
        Assert.That(_ecs.Deployment().Status.Value, Is.EqualTo("SUCCESSFUL"));
        Assert.That(_ecs.Running().Select(task => task.StartedBy), Is.All.EqualTo(_ecs.Describe().Deployments.Single().Id).And.Exactly(2).Items);
    }

    [Test]
    public async Task A_service_that_is_deleted_stops_its_deployment_and_all_its_tasks()
    {
        Deploy();
        await _ecs.AdvanceAsync(10);
        var arn = _ecs.Describe().CurrentServiceDeployment;

        _ecs.Changes.DeleteService(new DeleteServiceRequest { Cluster = _ecs.Cluster, Service = "notification-service", Force = true }, _ecs.East);
        var requested = _ecs.Deployment(arn).Status.Value;
        await _ecs.AdvanceAsync(1);
        var refused = EcsCaller.Error(() => _ecs.Update(request => request.DesiredCount = 1));
        await _ecs.AdvanceUntilAsync(() => _ecs.Describe().Status == "INACTIVE", 400);

        Assert.That((requested, _ecs.Deployment(arn).Status.Value), Is.EqualTo(("STOP_REQUESTED", "STOPPED")));
        Assert.That((refused.Code, refused.Message), Is.EqualTo(("ServiceNotActiveException", "Service was not ACTIVE.")));
        Assert.That(_ecs.AllTasks.Select(task => task.Phase.ToString()), Is.All.EqualTo("Stopped"));
    }

    [Test]
    public async Task A_deregistered_task_definition_goes_on_where_it_is_used()
    {
        _ecs.Definitions.DeregisterTaskDefinition(new DeregisterTaskDefinitionRequest { TaskDefinition = _first }, _ecs.East);

        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = _ecs.Running()[0].TaskArn }, _ecs.East);
        _ecs.Update(request => request.DesiredCount = 3);
        await _ecs.AdvanceToSteadyAsync();
        var refused = EcsCaller.Error(() => _ecs.Update(request => request.TaskDefinition = _first));

        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(_first).And.Exactly(3).Items);
        Assert.That(refused.Message, Is.EqualTo("TaskDefinition is inactive"));
    }

    [Test]
    public async Task To_stop_a_task_twice_keeps_the_first_reason()
    {
        var task = _ecs.Running()[0].TaskArn;

        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = task, Reason = "first" }, _ecs.East);
        await _ecs.AdvanceAsync(1);
        var again = _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = task, Reason = "second" }, _ecs.East).Task;

        Assert.That((again.StoppedReason, again.DesiredStatus), Is.EqualTo(("first", "STOPPED")));
    }

    private string Deploy()
    {
        var revision = _ecs.Define(tag: "v1.2.4");
        _ecs.Update(request => request.TaskDefinition = revision);
        return revision;
    }
}
