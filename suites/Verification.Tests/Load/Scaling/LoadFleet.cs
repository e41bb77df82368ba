using Amazon.CloudWatchLogs.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Load.Ecs;
using Verification.Load.Plans;
using Verification.Load.Scaling;
using Verification.Model.Load;
using Verification.Rehearsal.Commands;

namespace Verification.Tests.Load.Scaling;

/// <summary>The guide's sandbox with a task definition of this tool, whose tasks are real processes of it.</summary>
internal sealed class LoadFleet : IAsyncDisposable
{
    private const string East = "us-east-1";
    private const string Cluster = "prod-cluster";
    private const string Family = "verification-load";
    private const string Group = "/ecs/verification-load";

    private LoadFleet(SandboxTarget target) => Target = target;

    public SandboxTarget Target { get; }

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    public static async Task<LoadFleet> StartAsync() => new(await SandboxTarget.StartAsync(
        port: 0, "guide", speed: 60, [$"tools/verification={typeof(CommandLine).Assembly.Location}", "tools/false=/bin/false"], SandboxAddress.OwnMachine, Token));

    /// <summary>Two hundred requests a second for two seconds, on the guide's production listener.</summary>
    public LoadPlan Plan(double seconds = 2) => new()
    {
        Profile = OpenProfile.Constant(200, TimeSpan.FromSeconds(seconds)),
        Requests = [new LoadRequest { Url = new Uri("http://prod-alb-123456789.us-east-1.elb.amazonaws.com/version"), VersionProperty = "version" }],
        Proxy = Target.TrafficProxy,
    };

    /// <summary>A generator whose workers are containers of that image.</summary>
    /// <param name="image">What they run.</param>
    /// <param name="workers">How many.</param>
    /// <param name="startInSeconds">What a process needs to start on a busy machine.</param>
    /// <param name="cluster">Where.</param>
    public async Task<DistributedLoadGenerator> GeneratorAsync(string image = "tools/verification:1", int workers = 4, double startInSeconds = 12, string cluster = Cluster)
    {
        var service = (await Target.In(East).Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = Cluster, Services = ["notification-service"] }, Token)).Services[0];
        var model = (await Target.In(East).Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = service.TaskDefinition }, Token)).TaskDefinition;
        await Target.In(East).Ecs.RegisterTaskDefinitionAsync(
            new RegisterTaskDefinitionRequest
            {
                Family = Family,
                NetworkMode = NetworkMode.Awsvpc,
                RequiresCompatibilities = ["FARGATE"],
                Cpu = "256",
                Memory = "512",
                ExecutionRoleArn = model.ExecutionRoleArn,
                ContainerDefinitions =
                [
                    new ContainerDefinition
                    {
                        Name = "load",
                        Image = image,
                        LogConfiguration = new LogConfiguration
                        {
                            LogDriver = LogDriver.Awslogs,
                            Options = new Dictionary<string, string>(StringComparer.Ordinal)
                            {
                                ["awslogs-group"] = Group, ["awslogs-region"] = East, ["awslogs-stream-prefix"] = "load", ["awslogs-create-group"] = "true",
                            },
                        },
                    },
                ],
            },
            Token);
        return new DistributedLoadGenerator(
            Target,
            new EcsWorkers
            {
                Region = East,
                Cluster = cluster,
                TaskDefinition = Family,
                Count = workers,
                Subnets = [.. service.NetworkConfiguration.AwsvpcConfiguration.Subnets],
                StartIn = TimeSpan.FromSeconds(startInSeconds),
            },
            TimeProvider.System,
            TestContext.Out.WriteLine);
    }

    /// <summary>What each worker said of itself.</summary>
    public async Task<List<LoadFacts>> ReportsAsync()
    {
        var logs = Target.In(East).Logs;
        var streams = (await logs.DescribeLogStreamsAsync(new DescribeLogStreamsRequest { LogGroupName = Group }, Token)).LogStreams;
        var reports = new List<LoadFacts>();
        foreach (var stream in streams)
        {
            var events = (await logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = Group, LogStreamName = stream.LogStreamName, StartFromHead = true }, Token)).Events;
            var lines = events.ConvertAll(each => each.Message);
            if (lines.Find(line => line.StartsWith("@load-report", StringComparison.Ordinal))?.Split(' ') is [_, var run, var worker, ..])
            {
                reports.Add(WorkerReportLines.Read(lines, run, int.Parse(worker, System.Globalization.CultureInfo.InvariantCulture))!.Facts!);
            }
        }

        return reports;
    }

    /// <summary>The tasks that still are to run.</summary>
    public async Task<List<string>> RunningAsync() =>
        (await Target.In(East).Ecs.ListTasksAsync(new ListTasksRequest { Cluster = Cluster, Family = Family }, Token)).TaskArns ?? [];

    public ValueTask DisposeAsync() => Target.DisposeAsync();
}
