using Amazon.CloudWatchLogs.Model;
using Amazon.ECS.Model;
using Amazon.SecretsManager.Model;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Logs;
using Verification.Sandbox.Secrets;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TaskResourcesTests
{
    private const string Group = "/ecs/notification-service-prod";
    private const string DatabaseUrl = "arn:aws:secretsmanager:us-east-1:123456789012:secret:notification/db-url";

    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync();
        _ecs.Push("v1.2.3");
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task A_task_writes_when_it_starts_and_when_it_stops()
    {
        CreateGroup(_ecs.East);
        DefineWithLogs();
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        var task = _ecs.Running().Single().TaskArn.Split('/')[^1];
        var started = Lines(_ecs.East);
        _ecs.Update(request => request.DesiredCount = 0);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(stopped => stopped.LastStatus == "STOPPED"), 400);

        Assert.That(started, Is.EqualTo([($"ecs/notification-service/{task}", "notification-service v1.2.3 started, listening on port 8083")]));
        Assert.That(Lines(_ecs.East).Skip(1).Select(line => line.Message), Is.EqualTo(["notification-service received SIGTERM, no longer listening", "notification-service stopped"]));
    }

    [Test]
    public async Task The_lines_go_to_the_region_that_the_options_name()
    {
        var west = new RequestContext(_ecs.Account.Region("us-west-2"), "request");
        CreateGroup(_ecs.East);
        CreateGroup(west);
        DefineWithLogs(("awslogs-region", "us-west-2"));
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(Lines(west), Has.Count.EqualTo(1));
        Assert.That(Lines(_ecs.East), Is.Empty);
    }

    [Test]
    public async Task A_log_group_that_does_not_exist_stops_the_task()
    {
        DefineWithLogs();
        _ecs.Create(desiredCount: 1);

        Assert.That(
            await FailureAsync(),
            Is.EqualTo("ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: "
                + "ResourceNotFoundException: The specified log group does not exist. : exit status 1"));
    }

    [Test]
    public async Task A_log_group_is_made_where_the_options_ask_for_it()
    {
        DefineWithLogs(("awslogs-create-group", "true"));
        _ecs.Create(desiredCount: 2);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(Lines(_ecs.East), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Streams_of_tasks_that_stopped_long_ago_go()
    {
        CreateGroup(_ecs.East);
        DefineWithLogs();
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();
        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();
        await _ecs.AdvanceAsync(60);
        var before = Streams();
        _ecs.Account.Clock.Advance(TimeSpan.FromDays(2));
        _ecs.Update(request => request.ForceNewDeployment = true);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(before, Has.Count.EqualTo(2));
        Assert.That(Streams(), Has.Count.EqualTo(2), "that of the first task is gone, that of the second is not");
        Assert.That(Streams(), Does.Not.Contain(before.Except(Streams()).Single()));
    }

    [Test]
    public async Task A_secret_that_does_not_exist_stops_the_task()
    {
        DefineWithSecret(DatabaseUrl);
        _ecs.Create(desiredCount: 1);

        Assert.That(
            await FailureAsync(),
            Is.EqualTo("ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: "
                + $"service call has been retried 1 time(s): failed to fetch secret {DatabaseUrl} from secrets manager: "
                + "ResourceNotFoundException: Secrets Manager can't find the specified secret."));
        Assert.That(_ecs.Describe().Deployments.Single().FailedTasks, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_secret_of_another_region_does_not_count()
    {
        CreateSecret("{}", new RequestContext(_ecs.Account.Region("us-west-2"), "request"));
        DefineWithSecret(DatabaseUrl);
        _ecs.Create(desiredCount: 1);

        Assert.That(await FailureAsync(), Does.Contain("Secrets Manager can't find the specified secret."));
    }

    [TestCase(DatabaseUrl)]
    [TestCase(DatabaseUrl + ":url::")]
    [TestCase(DatabaseUrl + ":url:AWSCURRENT:")]
    public async Task A_secret_that_exists_lets_the_task_start(string valueFrom)
    {
        CreateSecret("""{"url":"postgres://db"}""", _ecs.East);
        DefineWithSecret(valueFrom);
        _ecs.Create(desiredCount: 1);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Running(), Has.Count.EqualTo(1));
    }

    [TestCase(DatabaseUrl + ":password::", "retrieved secret from Secrets Manager did not contain json key password")]
    [TestCase(DatabaseUrl + "::AWSPREVIOUS:", "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS")]
    [TestCase("/notification/db-url", "unable to retrieve secrets from ssm: service call has been retried 1 time(s): the sandbox does not implement Systems Manager, so it has no parameter '/notification/db-url'")]
    public async Task A_part_of_a_secret_that_is_not_there_stops_the_task(string valueFrom, string end)
    {
        CreateSecret("""{"url":"postgres://db"}""", _ecs.East);
        DefineWithSecret(valueFrom);
        _ecs.Create(desiredCount: 1);

        Assert.That(await FailureAsync(), Does.StartWith("ResourceInitializationError: ").And.EndWith(end));
    }

    [Test]
    public async Task A_task_starts_when_its_secret_is_there_after_all()
    {
        DefineWithSecret(DatabaseUrl);
        _ecs.Create(desiredCount: 1);
        await FailureAsync();

        CreateSecret("text", _ecs.East);
        await _ecs.AdvanceToSteadyAsync();

        Assert.That(_ecs.Running(), Has.Count.EqualTo(1));
    }

    private static void CreateGroup(RequestContext context) => new LogGroups().CreateLogGroup(new CreateLogGroupRequest { LogGroupName = Group }, context);

    private static void CreateSecret(string value, RequestContext context) =>
        new SecretWrites().CreateSecret(new CreateSecretRequest { Name = "notification/db-url", SecretString = value }, context);

    private void DefineWithLogs(params (string Name, string Value)[] changes) => _ecs.Define(definition =>
    {
        var options = new Dictionary<string, string> { ["awslogs-group"] = Group, ["awslogs-region"] = "us-east-1", ["awslogs-stream-prefix"] = "ecs" };
        foreach (var (name, value) in changes)
        {
            options[name] = value;
        }

        definition.ContainerDefinitions[0].LogConfiguration = new LogConfiguration { LogDriver = "awslogs", Options = options };
    });

    private void DefineWithSecret(string valueFrom) => _ecs.Define(definition =>
        definition.ContainerDefinitions[0].Secrets = [new Secret { Name = "DATABASE_URL", ValueFrom = valueFrom }]);

    private async Task<string> FailureAsync()
    {
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(task => task.LastStatus == "STOPPED"), 60);
        var stopped = _ecs.Stopped().Find(task => task.LastStatus == "STOPPED")!;
        Assert.That((stopped.StopCode.Value, _ecs.Listeners.All.Count), Is.EqualTo(("TaskFailedToStart", 0)));
        return stopped.StoppedReason;
    }

    private static List<(string Stream, string Message)> Lines(RequestContext context) =>
        new LogReads().FilterLogEvents(new FilterLogEventsRequest { LogGroupName = Group }, context).Events.ConvertAll(line => (line.LogStreamName, line.Message));

    private List<string> Streams() =>
        new LogStreams().DescribeLogStreams(new DescribeLogStreamsRequest { LogGroupName = Group }, _ecs.East).LogStreams.ConvertAll(stream => stream.LogStreamName);
}
