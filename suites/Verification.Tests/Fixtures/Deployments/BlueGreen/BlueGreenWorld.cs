using System.Net.Http.Json;
using Amazon.ECR.Model;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using NUnit.Framework;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Deployments.BlueGreen;
using Verification.Fixtures.Deployments.Journal;
using Verification.Fixtures.Targets;
using EcsLoadBalancer = Amazon.ECS.Model.LoadBalancer;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>The guide's clusters, where time passes ten minutes a second, with v1.3.0 in the registry and blue/green deployments to make.</summary>
internal sealed class BlueGreenWorld : IAsyncDisposable
{
    public const string Old = "v1.2.3";
    public const string New = "v1.3.0";
    public const string Name = "notification-service";

    /// <summary>
    /// A time-out that is not met, where it is not what a test is about: a busy machine loses a second that is ten minutes here.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluegreen-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private BlueGreenWorld(ITarget target) => Target = target;

    public ITarget Target { get; }

    /// <summary>The sandbox, where it is in this process.</summary>
    public SandboxTarget Sandbox => (SandboxTarget)Target;

    public static Cluster Prod { get; } = new(
        "prod-cluster", "us-east-1", "notification-service-prod", "prod-alb", "http://prod-alb-123456789.us-east-1.elb.amazonaws.com", "xyz789", "abc123", "def456", 3);

    public static Cluster Analytics { get; } = new(
        "analytics-cluster", "us-west-2", "notification-service-analytics", "analytics-alb", "http://analytics-alb-987654321.us-west-2.elb.amazonaws.com", "uvw123", "ghi789", "jkl012", 2);

    public static SwapSettings Swapping { get; } = new() { StepTimeout = Patience };

    public static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    public List<DeploymentEvent> Events { get; } = [];

    public static async Task<BlueGreenWorld> StartAsync(double speed = 600)
    {
        var world = new BlueGreenWorld(await SandboxTarget.StartAsync(port: 0, "guide", speed, Token));
        foreach (var cluster in new[] { Prod, Analytics })
        {
            await world.DrainQuicklyAsync(cluster);
        }

        await world.PushAsync(New);
        return world;
    }

    /// <summary>The same clusters as another process sees them.</summary>
    public static BlueGreenWorld At(ITarget target) => new(target);

    public async Task PushAsync(string tag)
    {
        var ecr = Target.In("us-east-1").Ecr;
        var image = (await ecr.BatchGetImageAsync(new BatchGetImageRequest { RepositoryName = Name, ImageIds = [new ImageIdentifier { ImageTag = Old }] }, Token)).Images[0];
        await ecr.PutImageAsync(new PutImageRequest { RepositoryName = Name, ImageTag = tag, ImageManifest = image.ImageManifest + new string('\n', tag[^1] - '0' + tag[^3] - '0') }, Token);
        await Target.Clock.DelayAsync(TimeSpan.FromMinutes(1), Token);
    }

    // Five minutes of draining say no more than half a minute.
    private async Task DrainQuicklyAsync(Cluster cluster)
    {
        var elb = Target.In(cluster.Region).LoadBalancing;
        foreach (var group in (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Token)).TargetGroups)
        {
            await elb.ModifyTargetGroupAttributesAsync(
                new ModifyTargetGroupAttributesRequest
                {
                    TargetGroupArn = group.TargetGroupArn,
                    Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = "30" }],
                },
                Token);
        }
    }

    public string JournalOf(Cluster cluster) => BlueGreenDriver.JournalIn(_folder.FullName, cluster.Name, Name);

    public DeploymentPlace Place(Cluster cluster) => DeploymentPlace.In(Target, cluster.Name, cluster.Region, new Listener(Events));

    public BlueGreenDriver Driver(Cluster cluster) => new(Place(cluster), JournalOf(cluster));

    public BlueGreenDriver Driver(Cluster cluster, Func<IJournal> open) => new(Place(cluster), open);

    public async Task<BlueGreenSettings> SettingsAsync(Cluster cluster, string tag)
    {
        var answer = await Target.In(cluster.Region).Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = cluster.Family }, Token);
        var definition = answer.TaskDefinition;
        foreach (var container in definition.ContainerDefinitions)
        {
            container.Image = $"{container.Image[..container.Image.LastIndexOf(':')]}:{tag}";
        }

        var service = (await Target.In(cluster.Region).Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = cluster.Name, Services = [Name] }, Token)).Services[0];
        return new BlueGreenSettings
        {
            ServiceName = Name,
            TaskDefinition = new RegisterTaskDefinitionRequest
            {
                Family = cluster.Family,
                NetworkMode = definition.NetworkMode,
                RequiresCompatibilities = definition.RequiresCompatibilities,
                Cpu = definition.Cpu,
                Memory = definition.Memory,
                ExecutionRoleArn = definition.ExecutionRoleArn,
                TaskRoleArn = definition.TaskRoleArn,
                ContainerDefinitions = definition.ContainerDefinitions,
            },
            Service = new CreateServiceRequest
            {
                DesiredCount = cluster.Tasks,
                LaunchType = "FARGATE",
                NetworkConfiguration = service.NetworkConfiguration,
                DeploymentConfiguration = service.DeploymentConfiguration,
                LoadBalancers = [new EcsLoadBalancer { ContainerName = Name, ContainerPort = 8083, TargetGroupArn = BlueGreenSettings.TargetGroupPlaceholder }],
            },
            LoadBalancer = cluster.Balancer,
            Production = cluster.ProductionRule,
            Stage = cluster.StageRule,
            HealthPath = "/health",
            StepTimeout = Patience,
        };
    }

    public async Task<Service?> ServiceAsync(Cluster cluster, string name) =>
        (await Target.In(cluster.Region).Ecs.DescribeServicesAsync(new DescribeServicesRequest { Cluster = cluster.Name, Services = [name], Include = ["TAGS"] }, Token))
            .Services.FirstOrDefault(service => service.Status != "INACTIVE");

    public async Task<Rule> RuleAsync(Cluster cluster, ListenerRule rule) =>
        (await Target.In(cluster.Region).LoadBalancing.DescribeRulesAsync(new DescribeRulesRequest { RuleArns = [rule.RuleArn] }, Token)).Rules[0];

    /// <summary>The names of the target groups that get the rule's requests.</summary>
    public async Task<string> ForwardAsync(Cluster cluster, ListenerRule rule) => string.Join(
        ",",
        (await RuleAsync(cluster, rule)).Actions[0].ForwardConfig.TargetGroups.Where(group => group.Weight > 0).Select(group => group.TargetGroupArn.Split('/')[1]));

    public async Task AddFaultAsync(object fault)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Sandbox.Url, "/_sandbox/faults"), fault, Token);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync(Token));
    }

    /// <param name="cluster">Whose load balancer is asked.</param>
    /// <param name="pause">Between two requests; none to ask as fast as it can be answered.</param>
    public TrafficProbe Probe(Cluster cluster, TimeSpan pause = default) => TrafficProbe.Start(Target.Traffic, cluster.Url, pause);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Target.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal sealed record Cluster(
        string Name, string Region, string Family, string Balancer, string Url, string BalancerId, string ProductionListenerId, string StageListenerId, int Tasks)
    {
        public ListenerRule ProductionRule => Rule(ProductionListenerId, "rule1");

        public ListenerRule StageRule => Rule(StageListenerId, "rule2");

        public string Key => Name.Split('-')[0];

        private ListenerRule Rule(string listener, string rule) => new(
            $"arn:aws:elasticloadbalancing:{Region}:123456789012:listener/app/{Balancer}/{BalancerId}/{listener}",
            $"arn:aws:elasticloadbalancing:{Region}:123456789012:listener-rule/app/{Balancer}/{BalancerId}/{listener}/{rule}");
    }

    private sealed class Listener(List<DeploymentEvent> events) : IProgress<DeploymentEvent>
    {
        public void Report(DeploymentEvent value)
        {
            lock (events)
            {
                events.Add(value);
            }
        }
    }
}
