using Amazon.ECS.Model;
using NUnit.Framework;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TaskOperationsTests
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
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task A_task_without_a_service_runs_until_it_is_stopped()
    {
        var started = Run(count: 2).Tasks;
        await _ecs.AdvanceUntilAsync(() => _ecs.Running().TrueForAll(task => task.LastStatus == "RUNNING"), 60);
        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = started[0].TaskArn[^32..] }, _ecs.East);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(task => task.LastStatus == "STOPPED"), 60);

        Assert.That(started.Select(task => (task.LastStatus, task.DesiredStatus, task.Group)), Is.All.EqualTo(("PROVISIONING", "RUNNING", "family:notification-service-prod")));
        Assert.That(started[0].TaskArn, Does.Match("^arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/[0-9a-f]{32}$"));
        Assert.That(_ecs.Stopped().Single().StoppedReason, Is.EqualTo("Task stopped by user"));
        Assert.That(_ecs.Running().Single().TaskArn, Is.EqualTo(started[1].TaskArn));
    }

    [Test]
    public void The_same_client_token_starts_nothing_again()
    {
        var first = Run(change: request => request.ClientToken = "once");
        var again = Run(change: request => request.ClientToken = "once");

        Assert.That(again.Tasks.Single().TaskArn, Is.EqualTo(first.Tasks.Single().TaskArn));
        Assert.That(_ecs.AllTasks, Has.Count.EqualTo(1));
    }

    [Test]
    public void Without_container_instances_EC2_runs_nothing() => Assert.That(
        EcsCaller.Error(() => Run(change: request => request.LaunchType = "EC2")).Message, Is.EqualTo("No Container Instances were found in your cluster."));

    [Test]
    public void A_role_that_ECS_cannot_assume_starts_nothing()
    {
        _ecs.Define(definition => definition.TaskRoleArn = "arn:aws:iam::123456789012:role/none");

        var error = EcsCaller.Error(() => Run());

        Assert.That((error.Code, error.Message), Is.EqualTo(("ClientException",
            "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/none' that was provided for this task. Please verify that the role being passed has the "
            + "proper trust relationship and permissions and that your IAM user has permissions to pass this role.")));
    }

    [Test]
    public async Task A_service_says_that_ECS_cannot_assume_the_role()
    {
        _ecs.Define(definition => definition.ExecutionRoleArn = "arn:aws:iam::123456789012:role/none");
        _ecs.Create();

        await _ecs.AdvanceAsync(60);

        Assert.That(_ecs.Messages().Single(), Does.StartWith(
            "(service notification-service) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/none'"));
        Assert.That(_ecs.AllTasks, Is.Empty);
    }

    [Test]
    public void An_override_names_a_container_of_the_task_definition() => Assert.That(
        EcsCaller.Error(() => Run(change: request => request.Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = "web" }] })).Message,
        Is.EqualTo("Override for container named web is not a container in the TaskDefinition."));

    [Test]
    public void What_does_not_exist_is_a_failure_and_no_error()
    {
        var answer = _ecs.TaskList.DescribeTasks(new DescribeTasksRequest { Cluster = _ecs.Cluster, Tasks = ["0123456789abcdef0123456789abcdef"] }, _ecs.East);

        Assert.That(answer.Tasks, Is.Empty);
        Assert.That(answer.Failures.Select(failure => (failure.Arn, failure.Reason)), Is.EqualTo(
            [("arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/0123456789abcdef0123456789abcdef", "MISSING")]));
    }

    [Test]
    public void A_task_that_does_not_exist_is_not_stopped() => Assert.That(
        EcsCaller.Error(() => _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = "none" }, _ecs.East)).Message,
        Is.EqualTo("The referenced task was not found."));

    [Test]
    public void Lists_are_filtered()
    {
        Run(change: request => request.StartedBy = "me");
        Run();

        Assert.That(List(request => request.StartedBy = "me"), Has.Exactly(1).Items);
        Assert.That(List(request => request.Family = "notification-service-prod"), Has.Exactly(2).Items);
        Assert.That(List(request => request.Family = "notification"), Is.Empty);
        Assert.That(List(request => request.DesiredStatus = "STOPPED"), Is.Empty);
        Assert.That(EcsCaller.Error(() => List(request => request.ServiceName = "none")).Code, Is.EqualTo("ServiceNotFoundException"));
    }

    [Test]
    public async Task Nothing_starts_where_no_address_is_left()
    {
        var subnet = new Verification.Sandbox.Ec2.Ec2Subnets().CreateSubnet(
            new Amazon.EC2.Model.CreateSubnetRequest { VpcId = _ecs.Vpc, CidrBlock = "10.0.9.0/28", AvailabilityZone = "us-east-1a" }, _ecs.East).Subnet.SubnetId;
        _ecs.Create(desiredCount: 12, request =>
        {
            request.NetworkConfiguration.AwsvpcConfiguration.Subnets = [subnet];
            request.LoadBalancers = null;
        });

        await _ecs.AdvanceAsync(60);
        var run = Run(change: request => request.NetworkConfiguration.AwsvpcConfiguration.Subnets = [subnet]);

        Assert.That(_ecs.Describe().RunningCount, Is.EqualTo(11));
        Assert.That(_ecs.Messages().Count(message => message.Contains("was unable to place a task", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(run.Failures.Single().Reason, Is.EqualTo("RESOURCE:ENI"));
    }

    [Test]
    public async Task A_container_whose_check_is_not_understood_stays_unknown()
    {
        _ecs.Define(definition => definition.ContainerDefinitions[0].HealthCheck = new HealthCheck { Command = ["CMD", "/bin/check"], Interval = 5 });
        Run();
        await _ecs.AdvanceAsync(200);

        Assert.That(_ecs.Running().Single().HealthStatus.Value, Is.EqualTo("UNKNOWN"));
    }

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

    private List<string> List(Action<ListTasksRequest> change)
    {
        var request = new ListTasksRequest { Cluster = _ecs.Cluster };
        change(request);
        return _ecs.TaskList.ListTasks(request, _ecs.East).TaskArns;
    }
}
