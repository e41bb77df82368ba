using Amazon.CloudWatchLogs.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.SecretsManager.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Logs;
using Verification.Sandbox.Programs;
using Verification.Sandbox.Secrets;
using Verification.Tests.Sandbox.Ecs;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Programs;

/// <summary>Containers whose image stands for a program of this machine: a shell.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform("Linux,MacOsX")]
public sealed class ContainerProgramTests
{
    private const string Log = "/ecs/programs";
    private EcsCaller _ecs = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ecs = await EcsCaller.StartAsync(new SandboxProgram { Repository = "tools/shell", Executable = "/bin/sh", Arguments = ["-c"] });
        new LogGroups().CreateLogGroup(new CreateLogGroupRequest { LogGroupName = Log }, _ecs.East);
    }

    [TearDown]
    public async Task StopAsync() => await _ecs.DisposeAsync();

    [Test]
    public async Task Program_gets_command_and_environment_and_its_lines_and_exit_code_are_the_container_s()
    {
        var task = await RunAsync("echo $GREETING from $AWS_REGION at $HOME; echo; echo trouble >&2; printf 'no end'; exit 3", override_: "hello");

        await EndAsync(task);

        Assert.That(Lines(task), Is.EquivalentTo([$"hello from us-east-1 at {Path.GetTempPath()}", "trouble", "no end"]));
        var stopped = _ecs.Stopped().Single();
        Assert.That((stopped.StopCode.Value, stopped.StoppedReason, stopped.Containers[0].ExitCode), Is.EqualTo(("EssentialContainerExited", "Essential container in task exited", 3)));
    }

    [TestCase("", "{\"url\":\"postgres://db\"}")]
    [TestCase(":url::", "postgres://db")]
    public async Task Secrets_are_in_its_environment(string part, string expected)
    {
        new SecretWrites().CreateSecret(new CreateSecretRequest { Name = "db", SecretString = """{"url":"postgres://db"}""" }, _ecs.East);
        var task = await RunAsync("echo $DB", change: container => container.Secrets = [new Secret { Name = "DB", ValueFrom = $"arn:aws:secretsmanager:us-east-1:123456789012:secret:db{part}" }]);

        await EndAsync(task);

        Assert.That(Lines(task), Is.EqualTo([expected]));
        Assert.That(_ecs.Stopped().Single().Containers[0].ExitCode, Is.Zero);
    }

    [TestCase("trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.02; done", 7)]
    [TestCase("trap '' TERM; echo ready; while :; do sleep 0.02; done", 137)]
    public async Task StopTask_terminates_it_and_kills_what_does_not_end(string script, int exitCode)
    {
        var task = await RunAsync(script);
        while (Lines(task).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.CurrentContext.CancellationToken);
        }

        _ecs.Tasks.StopTask(new StopTaskRequest { Cluster = _ecs.Cluster, Task = task.Arn }, _ecs.East);
        await _ecs.AdvanceAsync(20);
        await EndAsync(task);

        var stopped = _ecs.Stopped().Single();
        Assert.That((stopped.StopCode.Value, stopped.Containers[0].ExitCode), Is.EqualTo(("UserInitiated", exitCode)));
    }

    [Test]
    public async Task Image_that_nobody_named_runs_nothing()
    {
        var task = await RunAsync("exit 3", image: "tools/other:1");
        await _ecs.AdvanceAsync(30);

        Assert.That((task.Containers[0].Program, _ecs.Running().Single().LastStatus), Is.EqualTo(((ChildProgram?)null, "RUNNING")));
    }

    [Test]
    public async Task Entry_point_of_a_task_definition_is_not_run()
    {
        var task = await RunAsync("exit 3", change: container => container.EntryPoint = ["/bin/echo"]);
        await _ecs.AdvanceAsync(30);

        Assert.That(task.Containers[0].Program, Is.Null);
        Assert.That(_ecs.Stopped().Single().StoppedReason, Is.EqualTo("CannotStartContainerError: the sandbox runs the program that it was given for this image, and no entryPoint of a task definition"));
    }

    [Test]
    public void Overrides_longer_than_AWS_takes_are_refused() => Assert.That(
        EcsCaller.Error(() => Run(new string('x', 8192), "hello", "tools/shell:1", null)).Message, Is.EqualTo("Container Overrides length must be at most 8192"));

    [TestCase("tools")]
    [TestCase("=/bin/sh")]
    [TestCase("tools=/nowhere/at/all")]
    public void Program_that_is_none_is_refused(string text) => Assert.That(() => SandboxProgram.Parse(text), Throws.TypeOf<FormatException>());

    private async Task<TaskRecord> RunAsync(string script, string override_ = "", string image = "tools/shell:1", Action<ContainerDefinition>? change = null)
    {
        Run(script, override_, image, change);
        await _ecs.AdvanceAsync(25);
        return _ecs.AllTasks.Single();
    }

    private void Run(string script, string override_, string image, Action<ContainerDefinition>? change)
    {
        _ecs.Define(definition =>
        {
            var container = definition.ContainerDefinitions[0];
            (container.Image, container.PortMappings, container.HealthCheck, container.StopTimeout) = (image, [], null, 2);
            container.Environment = [new Amazon.ECS.Model.KeyValuePair { Name = "GREETING", Value = "not this" }];
            container.LogConfiguration = new LogConfiguration
            {
                LogDriver = LogDriver.Awslogs,
                Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["awslogs-group"] = Log, ["awslogs-region"] = "us-east-1", ["awslogs-stream-prefix"] = "p" },
            };
            change?.Invoke(container);
        });
        _ecs.Tasks.RunTask(
            new RunTaskRequest
            {
                Cluster = _ecs.Cluster,
                TaskDefinition = "notification-service-prod",
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = [.. _ecs.Subnets] } },
                Overrides = new TaskOverride
                {
                    ContainerOverrides =
                    [
                        new ContainerOverride
                        {
                            Name = "notification-service", Command = [script], Environment = [new Amazon.ECS.Model.KeyValuePair { Name = "GREETING", Value = override_ }],
                        },
                    ],
                },
            },
            _ecs.East);
    }

    /// <summary>Real time until the process has ended, then AWS's until the task has.</summary>
    private async Task EndAsync(TaskRecord task)
    {
        await task.Containers[0].Program!.Ended.WaitAsync(TestContext.CurrentContext.CancellationToken);
        await _ecs.AdvanceUntilAsync(() => _ecs.Stopped().Exists(each => each.LastStatus == "STOPPED"), 60);
    }

    private List<string> Lines(TaskRecord task)
    {
        lock (_ecs.Account.Lock)
        {
            var request = new GetLogEventsRequest { LogGroupName = Log, LogStreamName = $"p/notification-service/{task.Id}", StartFromHead = true };
            return new LogReads().GetLogEvents(request, _ecs.East).Events.ConvertAll(each => each.Message);
        }
    }
}
