using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StopServiceDeploymentTests
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
        _ecs.Update(request => request.TaskDefinition = _ecs.Define(tag: "v1.2.4"));
        await _ecs.AdvanceAsync(2);
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [TestCase(null)]
    [TestCase("ROLLBACK")]
    public async Task Rollback_brings_back_what_was_complete(string? type)
    {
        var arn = _ecs.Describe().CurrentServiceDeployment;

        var answered = Stop(arn, type);
        var seen = new List<string>();
        await _ecs.AdvanceUntilAsync(
            () =>
            {
                seen.Add(_ecs.Deployment(arn).Status.Value);
                return seen[^1] == "ROLLBACK_SUCCESSFUL";
            },
            900);

        Assert.That(answered, Is.EqualTo(arn));
        Assert.That(seen.Distinct(), Is.EqualTo(["ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL"]));
        Assert.That(_ecs.Running().Select(task => task.TaskDefinitionArn), Is.All.EqualTo(_first).And.Exactly(2).Items);
        Assert.That(_ecs.Deployment(arn).DeploymentCircuitBreaker.Status.Value, Is.EqualTo("MONITORING_COMPLETE"), "it was not the circuit breaker");
    }

    [Test]
    public async Task Abort_leaves_all_as_it_is_and_launches_nothing_more()
    {
        var arn = _ecs.Describe().CurrentServiceDeployment;
        Stop(arn, "ABORT");
        var requested = _ecs.Deployment(arn).Status.Value;
        await _ecs.AdvanceAsync(1);
        var tasks = _ecs.AllTasks.Count;
        await _ecs.AdvanceAsync(300);

        Assert.That((requested, _ecs.Deployment(arn).Status.Value), Is.EqualTo(("STOP_REQUESTED", "STOPPED")));
        Assert.That(_ecs.Deployment(arn).StoppedAt, Is.Not.Null);
        Assert.That(_ecs.AllTasks, Has.Count.EqualTo(tasks));
        Assert.That(_ecs.Running().Count(task => task.TaskDefinitionArn == _first), Is.EqualTo(2));
    }

    [Test]
    public async Task Only_what_is_on_its_way_can_be_stopped()
    {
        var arn = _ecs.Describe().CurrentServiceDeployment;
        await _ecs.AdvanceToSteadyAsync();

        var complete = EcsCaller.Error(() => Stop(arn));
        var unknown = EcsCaller.Error(() => Stop("arn:aws:ecs:us-east-1:123456789012:service-deployment/prod-cluster/notification-service/none"));

        Assert.That((complete.Code, unknown.Code), Is.EqualTo(("ConflictException", "ServiceDeploymentNotFoundException")));
    }

    [Test]
    public async Task After_an_abort_the_next_deployment_goes_through()
    {
        Stop(_ecs.Describe().CurrentServiceDeployment, "ABORT");
        await _ecs.AdvanceAsync(1);

        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Deployment().Status.Value, Is.EqualTo("SUCCESSFUL"));
    }

    private string Stop(string arn, string? type = null) =>
        _ecs.Control.StopServiceDeployment(new StopServiceDeploymentRequest { ServiceDeploymentArn = arn, StopType = type }, _ecs.East).ServiceDeploymentArn;
}
