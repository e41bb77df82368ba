using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FargateQuotaTests
{
    private const string Reached = "You've reached the limit on the number of vCPUs you can run concurrently";

    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3");
        _ecs.Define();
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task A_service_says_that_the_quota_is_reached_and_goes_on_when_it_is_raised()
    {
        Quota.OnDemandVCpus = 1;
        _ecs.Create(desiredCount: 3);

        await _ecs.AdvanceAsync(60);
        var at = (_ecs.Describe().RunningCount, _ecs.Describe().Deployments[0].RolloutState.Value, _ecs.Deployment().DeploymentCircuitBreaker.FailureCount);
        var said = _ecs.Messages().Count(message => message
            == $"(service notification-service) was unable to place a task. Reason: {Reached}. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.");
        Quota.OnDemandVCpus = 4;
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(at, Is.EqualTo((2, "IN_PROGRESS", 0)), "tasks have half a vCPU each");
        Assert.That(said, Is.EqualTo(1));
        Assert.That(_ecs.Describe().RunningCount, Is.EqualTo(3));
    }

    [Test]
    public void RunTask_starts_what_there_is_room_for_and_names_the_rest_as_failures()
    {
        Quota.OnDemandVCpus = 1;

        var answer = Run(count: 4);

        Assert.That(answer.Tasks, Has.Exactly(2).Items);
        Assert.That(answer.Failures.Select(failure => failure.Reason), Is.EqualTo([Reached, Reached]));
    }

    [Test]
    public async Task A_task_that_is_stopped_gives_its_part_back()
    {
        Quota.OnDemandVCpus = 0.5m;
        var first = Run().Tasks.Single().TaskArn;
        var full = Run().Failures.Count;

        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = first }, _ecs.East);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(task => task.LastStatus == "STOPPED"), 60);

        Assert.That((full, Run().Tasks.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void An_override_of_the_size_counts_and_regions_and_spot_have_their_own()
    {
        Quota.OnDemandVCpus = 1;

        Assert.That(Run(change: request => request.Overrides = new TaskOverride { Cpu = "2048", Memory = "4096" }).Failures, Has.Exactly(1).Items);
        Assert.That(Run(change: request => request.Overrides = new TaskOverride { Cpu = "1024", Memory = "2048" }).Tasks, Has.Exactly(1).Items);
        Assert.That((Quota.SpotVCpus, _ecs.Account.Region("us-west-2").State<FargateQuota>().OnDemandVCpus), Is.EqualTo((4000m, 4000m)));
    }

    private FargateQuota Quota => _ecs.East.Region.State<FargateQuota>();

    private RunTaskResponse Run(int count = 1, Action<RunTaskRequest>? change = null)
    {
        var request = new RunTaskRequest
        {
            Cluster = _ecs.Cluster,
            TaskDefinition = "notification-service-prod",
            Count = count,
            LaunchType = "FARGATE",
            NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [.. _ecs.Subnets] } },
        };
        change?.Invoke(request);
        return _ecs.Tasks.RunTask(request, _ecs.East);
    }
}
