using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Faults;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Faults;

public sealed class PlacementFaultsTests
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
    public async Task Without_capacity_a_service_places_nothing_says_so_and_comes_up_when_there_is_some()
    {
        var fault = Given.Fault(_ecs.Account, """{"kind":"no-capacity","cluster":"prod-cluster"}""");
        _ecs.Create(desiredCount: 2);

        await _ecs.AdvanceAsync(30);
        var tasks = _ecs.AllTasks.Count;
        FaultBook.Of(_ecs.Account).Remove(fault.Id);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(tasks, Is.Zero);
        Assert.That(_ecs.Messages(), Has.Some.EqualTo(
            "(service notification-service) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."));
    }

    [Test]
    public void Without_capacity_run_task_fails_with_the_reason()
    {
        Given.Fault(_ecs.Account, """{"kind":"no-capacity","count":1}""");

        var run = _ecs.Tasks.RunTask(
            new RunTaskRequest
            {
                Cluster = _ecs.Cluster,
                TaskDefinition = "notification-service-prod",
                Count = 2,
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [.. _ecs.Subnets] } },
            },
            _ecs.East);

        Assert.That(run.Tasks, Has.Count.EqualTo(1));
        Assert.That(run.Failures.Single().Reason, Is.EqualTo("Capacity is unavailable at this time. Please try again later or in a different availability zone"));
    }

    [Test]
    public async Task A_missing_image_cannot_be_pulled()
    {
        Given.Fault(_ecs.Account, """{"kind":"image-missing","region":"us-east-1","repository":"notification-service","version":"v1.2.3"}""");
        _ecs.Create(desiredCount: 1);

        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Count > 0, 60);

        Assert.That(_ecs.Stopped()[0].StoppedReason, Does.StartWith("CannotPullContainerError: ").And.EndsWith("not found"));
        Assert.That(_ecs.Stopped()[0].StopCode.Value, Is.EqualTo("TaskFailedToStart"));
    }
}
