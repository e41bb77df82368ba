using System.Net;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using NUnit.Framework;
using Verification.Sandbox.Ecs.Operations;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Hosting;
using Verification.Sandbox.Iam;
using Verification.Sandbox.Tasks;
using Verification.Tests.Sandbox.LoadBalancing;
using LoadBalancer = Amazon.ECS.Model.LoadBalancer;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>
/// A sandbox whose time stands still, with what a blue/green service needs: two target groups, and a load balancer whose port 80 has the
/// production traffic and whose port 8080 has the test traffic. Requests go through the load balancer.
/// </summary>
internal sealed class StagedWorld : IAsyncDisposable
{
    private const string Host = "http://prod-alb-123456789.us-east-1.elb.amazonaws.com";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private readonly HttpClient _http;

    private StagedWorld(SandboxServer server)
    {
        Server = server;
        Elb = new ElbCaller(server.Account);
        server.Account.Ids.Give(["xyz789", "123456789"]);
        var balancer = Elb.Balancer().LoadBalancerArn;
        (Blue, Green) = (Group("blue"), Group("green"));
        Production = DefaultRule(Elb.Listener(balancer, 80, ElbCaller.Forward(Blue)).ListenerArn);
        Test = DefaultRule(Elb.Listener(balancer, 8080, ElbCaller.Forward(Blue)).ListenerArn);
        Role = new IamRoles().CreateRole(new CreateRoleRequest { RoleName = "infrastructure", AssumeRolePolicyDocument = Trust }, Elb.East).Role.Arn;
        new IamRoles().CreateRole(new CreateRoleRequest { RoleName = "execution", AssumeRolePolicyDocument = EcsCaller.Trust }, Elb.East);
        new ClusterOperations().CreateCluster(new CreateClusterRequest { ClusterName = "prod" }, Elb.East);
        _http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(server.Url), UseProxy = true });
    }

    public SandboxServer Server { get; }

    public ElbCaller Elb { get; }

    public string Blue { get; }

    public string Green { get; }

    /// <summary>ARN of the rule that has the production traffic.</summary>
    public string Production { get; }

    public string Test { get; }

    public string Role { get; }

    public ServiceDeploymentOperations History { get; } = new();

    public ServiceDeploymentControl Control { get; } = new();

    public ServiceRecord State => Elb.East.Region.State<EcsState>().Cluster("prod").FindService("web")!;

    public static async Task<StagedWorld> StartAsync() => new(await SandboxServer.StartAsync(new SandboxOptions { Speed = 0 }, CancellationToken.None));

    public static DeploymentConfiguration Strategy(string strategy, int bake = 2, params DeploymentLifecycleHook[] hooks) => new()
    {
        Strategy = strategy,
        BakeTimeInMinutes = bake,
        LifecycleHooks = [.. hooks],
        DeploymentCircuitBreaker = new DeploymentCircuitBreaker { Enable = true, Rollback = true },
    };

    public static DeploymentLifecycleHook Pause(string stage, int? minutes = null, string? action = null) => new()
    {
        TargetType = DeploymentLifecycleHookTargetType.PAUSE,
        LifecycleStages = [stage],
        TimeoutConfiguration = minutes is null ? null : new DeploymentLifecycleHookTimeoutConfiguration { TimeoutInMinutes = minutes, Action = action },
    };

    public LoadBalancer Balancer() => new()
    {
        TargetGroupArn = Blue,
        ContainerName = "web",
        ContainerPort = 8083,
        AdvancedConfiguration = new AdvancedConfiguration { AlternateTargetGroupArn = Green, ProductionListenerRule = Production, TestListenerRule = Test, RoleArn = Role },
    };

    public string Define(string version) => new TaskDefinitionOperations().RegisterTaskDefinition(
        new RegisterTaskDefinitionRequest
        {
            Family = "web",
            NetworkMode = "awsvpc",
            RequiresCompatibilities = ["FARGATE"],
            Cpu = "256",
            Memory = "512",
            ContainerDefinitions = [new ContainerDefinition { Name = "web", Image = $"docker.io/acme/web:{version}", PortMappings = [new PortMapping { ContainerPort = 8083 }] }],
        },
        Elb.East).TaskDefinition.TaskDefinitionArn;

    public Service Create(DeploymentConfiguration configuration, System.Action<CreateServiceRequest>? change = null)
    {
        var request = new CreateServiceRequest
        {
            Cluster = "prod",
            ServiceName = "web",
            TaskDefinition = Define("v1"),
            DesiredCount = 2,
            LaunchType = "FARGATE",
            NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = Elb.Subnets } },
            LoadBalancers = [Balancer()],
            DeploymentConfiguration = configuration,
        };
        change?.Invoke(request);
        return new ServiceCreation().CreateService(request, Elb.East).Service;
    }

    /// <summary>A service whose first version is deployed and serves.</summary>
    public async Task CreateAndSettleAsync(DeploymentConfiguration configuration)
    {
        Create(configuration);
        await UntilAsync(() => Deployment().Status.Value == "SUCCESSFUL", "the first deployment is successful");
    }

    public void Deploy(string version, System.Action<UpdateServiceRequest>? change = null)
    {
        var request = new UpdateServiceRequest { Cluster = "prod", Service = "web", TaskDefinition = Define(version) };
        change?.Invoke(request);
        new ServiceChanges().UpdateService(request, Elb.East);
    }

    public Service Describe() => new ServiceQueries().DescribeServices(new DescribeServicesRequest { Cluster = "prod", Services = ["web"] }, Elb.East).Services.Single();

    public ServiceDeployment Deployment(string? arn = null) => History.DescribeServiceDeployments(
        new DescribeServiceDeploymentsRequest { ServiceDeploymentArns = [arn ?? Describe().CurrentServiceDeployment] }, Elb.East).ServiceDeployments.Single();

    public void Stop(string? type = null) => Control.StopServiceDeployment(
        new StopServiceDeploymentRequest { ServiceDeploymentArn = Deployment().ServiceDeploymentArn, StopType = type }, Elb.East);

    public void Answer(string? action = null)
    {
        var deployment = Deployment();
        Control.ContinueServiceDeployment(
            new ContinueServiceDeploymentRequest
            {
                ServiceDeploymentArn = deployment.ServiceDeploymentArn,
                HookId = deployment.LifecycleHookDetails.Single(hook => hook.Status == DeploymentLifecycleHookStatus.AWAITING_ACTION).HookId,
                Action = action,
            },
            Elb.East);
    }

    /// <summary>Weights of the target groups, blue's first, as DescribeRules shows them.</summary>
    public string Weights(string rule) => string.Join('/', Elb.Rules.DescribeRules(new DescribeRulesRequest { RuleArns = [rule] }, Elb.East)
        .Rules[0].Actions[0].ForwardConfig.TargetGroups.OrderBy(group => group.TargetGroupArn != Blue).Select(group => group.Weight));

    /// <summary>The versions that answer, with how often.</summary>
    public async Task<string> VersionsAsync(int port = 80, int count = 10)
    {
        var versions = new List<string>();
        for (var i = 0; i < count; i++)
        {
            versions.Add((await _http.GetStringAsync($"{Host}:{port}/version")).Split('"')[3]);
        }

        return string.Join(' ', versions.CountBy(version => version).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{pair.Value}"));
    }

    /// <summary>Running tasks by version.</summary>
    public int Tasks(string version) => Server.Tasks.All.Count(listener => listener.Endpoint.Version == version);

    public void Sicken(string version)
    {
        foreach (var listener in Server.Tasks.All.Where(listener => listener.Endpoint.Version == version))
        {
            Server.Tasks.Behave(listener.Endpoint.TaskArn, new TaskBehaviour { HealthStatus = 500 });
        }
    }

    public Task AdvanceAsync(int seconds) => Server.AdvanceAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    public Task ToStageAsync(string stage) => UntilAsync(() => Deployment().LifecycleStage?.Value == stage, $"stage {stage}");

    /// <summary>Time goes on until it holds; within twenty minutes it must.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var second = 0; second < 1200; second++)
        {
            if (holds())
            {
                return;
            }

            await AdvanceAsync(1);
        }

        Assert.Fail($"{what}: not within 20 minutes; {Deployment().Status.Value} {Deployment().LifecycleStage?.Value} {string.Join(" | ", Describe().Events.Select(e => e.Message))}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private string DefaultRule(string listener) => Elb.State.Listener(listener).DefaultRule.Arn;

    private string Group(string name)
    {
        var arn = Elb.Group(name, interval: 10);
        Elb.Attributes.ModifyTargetGroupAttributes(
            new ModifyTargetGroupAttributesRequest { TargetGroupArn = arn, Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = "10" }] }, Elb.East);
        return arn;
    }
}
