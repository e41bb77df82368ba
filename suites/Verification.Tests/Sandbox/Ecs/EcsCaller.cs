using System.Text;
using Amazon.EC2.Model;
using Amazon.ECR.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.IdentityManagement.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Verification.Sandbox.Account;
using Verification.Sandbox.Ec2;
using Verification.Sandbox.Ecr;
using Verification.Sandbox.Ecs.Operations;
using Verification.Sandbox.Ecs.Scheduling;
using Verification.Sandbox.Ecs.State;
using Verification.Sandbox.Iam;
using Verification.Sandbox.LoadBalancing;
using Verification.Sandbox.Programs;
using Verification.Sandbox.Tasks;
using ElbAction = Amazon.ElasticLoadBalancingV2.Model.Action;
using Task = System.Threading.Tasks.Task;

namespace Verification.Tests.Sandbox.Ecs;

/// <summary>
/// An account whose east has what a service needs: a VPC, a load balancer with a target group, roles and a repository;
/// and the operations of ECS with a scheduler whose time is moved by hand.
/// </summary>
internal sealed class EcsCaller : IAsyncDisposable
{
    public const string Repository = "notification-service";
    public const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private readonly EcsScheduler _scheduler;
    private readonly TargetHealthProber _prober;
    private readonly TaskFaults _faults;
    private readonly TaskPrograms _programs;

    private EcsCaller(TaskListeners listeners, params IReadOnlyList<SandboxProgram> programs)
    {
        _programs = new TaskPrograms(programs, TimeProvider.System) { Endpoint = new Uri("http://127.0.0.1:9") };
        Listeners = listeners;
        _scheduler = new EcsScheduler(Account, listeners, _programs, TimeProvider.System);
        _prober = new TargetHealthProber(Account, listeners, TimeProvider.System);
        _faults = new TaskFaults(Account, listeners);
        Vpc = new Ec2Vpcs().CreateVpc(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, East).Vpc.VpcId;
        Subnets = [Subnet("10.0.1.0/24", "us-east-1a"), Subnet("10.0.2.0/24", "us-east-1b"), Subnet("10.0.3.0/24", "us-east-1c")];
        SecurityGroup = new Ec2SecurityGroups().CreateSecurityGroup(
            new CreateSecurityGroupRequest { GroupName = "ecs", Description = "tasks", VpcId = Vpc }, East).GroupId;
        Role("execution");
        Role("task");
        new EcrRepositories().CreateRepository(new CreateRepositoryRequest { RepositoryName = Repository }, East);
        TargetGroup = Group("blue");
        var balancer = new ElbLoadBalancers().CreateLoadBalancer(new CreateLoadBalancerRequest { Name = "alb", Subnets = Subnets }, East).LoadBalancers[0];
        new ElbListeners().CreateListener(
            new CreateListenerRequest
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                Port = 80,
                Protocol = "HTTP",
                DefaultActions = [new ElbAction { Type = "forward", TargetGroupArn = TargetGroup }],
            },
            East);
        Cluster = new ClusterOperations().CreateCluster(new CreateClusterRequest { ClusterName = "prod-cluster" }, East).Cluster.ClusterName;
    }

    public AwsAccount Account { get; } = new(new SandboxClock(new FakeTimeProvider(), 0), 1);

    public RequestContext East => new(Account.Region("us-east-1"), "request");

    public TaskListeners Listeners { get; }

    public string Cluster { get; }

    public string Vpc { get; }

    public List<string> Subnets { get; }

    public string SecurityGroup { get; }

    public string TargetGroup { get; }

    public ElbTargetGroup Group1 => East.Region.State<ElbState>().FindTargetGroup(TargetGroup)!;

    public ServiceCreation Creation { get; } = new();

    public ServiceChanges Changes { get; } = new();

    public ServiceQueries Services { get; } = new();

    public TaskOperations Tasks { get; } = new();

    public TaskQueries TaskList { get; } = new();

    public TaskDefinitionOperations Definitions { get; } = new();

    public ServiceDeploymentOperations History { get; } = new();

    public ServiceDeploymentControl Control { get; } = new();

    public static async Task<EcsCaller> StartAsync(params IReadOnlyList<SandboxProgram> programs) =>
        new(await TaskListeners.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None), programs);

    public static AwsErrorException Error(System.Action call) => Assert.Throws<AwsErrorException>(call)!;

    public static string Image(string tag) => $"{AwsAccount.DefaultId}.dkr.ecr.us-east-1.amazonaws.com/{Repository}:{tag}";

    public async Task AdvanceAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Account.Clock.Advance(TimeSpan.FromSeconds(1));
            await _scheduler.TickAsync(TestContext.CurrentContext.CancellationToken);
            await _faults.TickAsync(TestContext.CurrentContext.CancellationToken);
            await _prober.TickAsync(TestContext.CurrentContext.CancellationToken);
        }
    }

    /// <summary>Time goes on until it holds; it must do so within so many seconds.</summary>
    /// <returns>The seconds it took.</returns>
    public async Task<int> AdvanceUntilAsync(Func<bool> holds, int withinSeconds)
    {
        for (var second = 0; second <= withinSeconds; second++)
        {
            if (holds())
            {
                return second;
            }

            await AdvanceAsync(1);
        }

        Assert.Fail($"it did not hold within {withinSeconds} s; the service's events: {string.Join(" | ", Messages())}");
        return -1;
    }

    public async Task AdvanceToSteadyAsync(int withinSeconds = 900) => await AdvanceUntilAsync(
        () => Describe() is { Deployments: [{ RolloutState.Value: "COMPLETED" }] } service && service.RunningCount == service.DesiredCount && State.SteadySince is not null,
        withinSeconds);

    public string Push(string tag, string content = "layer")
    {
        Upload("{}");
        Upload(content);
        var manifest = $$"""
            {"schemaVersion":2,"mediaType":"{{ImageManifest.DockerImage}}",
             "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,"digest":"{{Digest("{}")}}"},
             "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{content.Length}},"digest":"{{Digest(content)}}"}]}
            """;
        return new EcrPush().PutImage(
            new PutImageRequest { RepositoryName = Repository, ImageManifest = manifest, ImageTag = tag }, East).Image.ImageId.ImageDigest;
    }

    public string Define(System.Action<RegisterTaskDefinitionRequest>? change = null, string tag = "v1.2.3")
    {
        var request = EcsRequests.Definition(Image(tag));
        change?.Invoke(request);
        return Definitions.RegisterTaskDefinition(request, East).TaskDefinition.TaskDefinitionArn;
    }

    public Service Create(int desiredCount = 3, System.Action<CreateServiceRequest>? change = null)
    {
        var request = EcsRequests.Service(this, desiredCount);
        change?.Invoke(request);
        return Creation.CreateService(request, East).Service;
    }

    public Service Update(System.Action<UpdateServiceRequest> change)
    {
        var request = new UpdateServiceRequest { Cluster = Cluster, Service = "notification-service" };
        change(request);
        return Changes.UpdateService(request, East).Service;
    }

    public Service Describe() =>
        Services.DescribeServices(new DescribeServicesRequest { Cluster = Cluster, Services = ["notification-service"] }, East).Services.Single();

    /// <summary>The service deployment that is current, or that of an ARN.</summary>
    public ServiceDeployment Deployment(string? arn = null) => History.DescribeServiceDeployments(
        new DescribeServiceDeploymentsRequest { ServiceDeploymentArns = [arn ?? Describe().CurrentServiceDeployment] }, East).ServiceDeployments.Single();

    /// <summary>Lets tasks of the primary deployment that do not run yet fail to start, with a reason that is no image's.</summary>
    public void FailStarting(int count = int.MaxValue)
    {
        foreach (var task in State.Primary.Tasks.Where(task => task.IsWanted && task.Times.Started is null).Take(count).ToList())
        {
            task.WantStopped(new TaskStop(TaskStopCode.TaskFailedToStart, "ResourceInitializationError: unable to pull secrets or registry auth"), Account.Now);
        }
    }

    public ServiceRecord State => East.Region.State<EcsState>().Cluster(Cluster).FindService("notification-service")!;

    public List<string> Messages() => [.. Describe().Events.Select(e => e.Message)];

    /// <summary>All tasks of the cluster, stopped ones too.</summary>
    public IReadOnlyList<TaskRecord> AllTasks => [.. East.Region.State<EcsState>().Cluster(Cluster).Tasks.Values];

    public List<Amazon.ECS.Model.Task> Running() => DescribeTasks("RUNNING");

    public List<Amazon.ECS.Model.Task> Stopped() => DescribeTasks("STOPPED");

    public string Role(string name) => new IamRoles().CreateRole(
        new CreateRoleRequest { RoleName = name, AssumeRolePolicyDocument = Trust }, East).Role.Arn;

    public string Group(string name, string type = "ip") => new ElbTargetGroups().CreateTargetGroup(
        new CreateTargetGroupRequest
        {
            Name = name,
            Protocol = "HTTP",
            Port = 8083,
            VpcId = Vpc,
            TargetType = type,
            HealthCheckPath = "/health",
            HealthCheckIntervalSeconds = 10,
            HealthCheckTimeoutSeconds = 5,
            HealthyThresholdCount = 2,
            UnhealthyThresholdCount = 2,
        },
        East).TargetGroups[0].TargetGroupArn;

    public async ValueTask DisposeAsync()
    {
        _scheduler.Dispose();
        _prober.Dispose();
        _programs.KillAll();
        await Listeners.DisposeAsync();
    }

    private List<Amazon.ECS.Model.Task> DescribeTasks(string desiredStatus)
    {
        var arns = TaskList.ListTasks(new ListTasksRequest { Cluster = Cluster, DesiredStatus = desiredStatus }, East).TaskArns;
        return arns.Count == 0 ? [] : TaskList.DescribeTasks(new DescribeTasksRequest { Cluster = Cluster, Tasks = arns }, East).Tasks;
    }

    private string Subnet(string cidr, string zone) => new Ec2Subnets().CreateSubnet(
        new CreateSubnetRequest { VpcId = Vpc, CidrBlock = cidr, AvailabilityZone = zone }, East).Subnet.SubnetId;

    private static string Digest(string content) => ImageManifest.DigestOf(Encoding.UTF8.GetBytes(content));

    private void Upload(string content)
    {
        if (East.Region.State<EcrState>().Find(Repository)!.Layers.ContainsKey(Digest(content)))
        {
            return;
        }

        var layers = new EcrLayers();
        var part = Encoding.UTF8.GetBytes(content);
        var id = layers.InitiateLayerUpload(new InitiateLayerUploadRequest { RepositoryName = Repository }, East).UploadId;
        layers.UploadLayerPart(
            new UploadLayerPartRequest
            {
                RepositoryName = Repository, UploadId = id, PartFirstByte = 0, PartLastByte = part.Length - 1, LayerPartBlob = new MemoryStream(part),
            },
            East);
        layers.CompleteLayerUpload(new CompleteLayerUploadRequest { RepositoryName = Repository, UploadId = id, LayerDigests = [Digest(content)] }, East);
    }
}
