using System.Collections.Immutable;
using Verification.Model.Facts;

namespace Verification.Tests.Model;

/// <summary>The guide's two clusters as they are when all is well; a test changes one thing of it.</summary>
internal static class GuideFacts
{
    public const string Digest = "sha256:1f3870be274f6c49b3e31a0c6728957f1f3870be274f6c49b3e31a0c6728957f";

    private static readonly ImmutableArray<int> _subnetParts = [1, 2, 3, 11, 12, 13];

    public static Snapshot Healthy { get; } = new()
    {
        FormatVersion = SnapshotJson.FormatVersion,
        TakenAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Target = "literal",
        Caller = new CallerIdentity("123456789012", "arn:aws:sts::123456789012:assumed-role/harness-delegate-prod-role/ci")
            .From("sts:GetCallerIdentity", "us-east-1"),
        Roles =
        [
            Role("notification-service-execution-role", "ecs-tasks.amazonaws.com"),
            Role("notification-service-task-role", "ecs-tasks.amazonaws.com"),
            Role("harness-delegate-prod-role", "ec2.amazonaws.com"),
        ],
        Replication = new ReplicationFact([new ReplicationRuleFact(["us-west-2"], [])]).From("ecr:DescribeRegistry", "us-east-1"),
        Clusters =
        [
            Cluster("prod", "production", "us-east-1", "10.0", "512", "1024", tasks: 3, "prod-alb-123456789.us-east-1.elb.amazonaws.com",
                [Neighbour("frontend-service", 1), Neighbour("backend-service", 2), Neighbour("auth-service", 1), Neighbour("payment-service", 4)]),
            Cluster("analytics", "analytics", "us-west-2", "10.1", "256", "512", tasks: 2, "analytics-alb-987654321.us-west-2.elb.amazonaws.com",
                [Neighbour("analytics-service", 1), Neighbour("reporting-service", 1)]),
        ],
        AwsCalls = ImmutableSortedDictionary<string, int>.Empty.Add("ecs:DescribeClusters", 2).Add("ecs:DescribeServices", 2),
    };

    private static RoleFacts Role(string name, string trusted) =>
        new(name, new RoleFact($"arn:aws:iam::123456789012:role/{name}", [trusted]).From("iam:GetRole", null));

    private static Func<string, string, ServiceFacts> Neighbour(string name, int count) =>
        (cluster, region) => new(name, Service(name, cluster, region, $"{name}:1", count, [], []).From("ecs:DescribeServices", region));

    private static ClusterFacts Cluster(
        string name,
        string environment,
        string region,
        string network,
        string cpu,
        string memory,
        int tasks,
        string dnsName,
        ImmutableArray<Func<string, string, ServiceFacts>> neighbours)
    {
        var cluster = $"{name}-cluster";
        var elb = $"arn:aws:elasticloadbalancing:{region}:123456789012";
        var group = $"{elb}:targetgroup/notification-{name}-tg/73e2d6bc24d8a067";
        var listener = $"{elb}:listener/app/{name}-alb/50dc6c495c0c9188/f2f7dc8efc522ab2";
        var rule = $"{elb}:listener-rule/app/{name}-alb/50dc6c495c0c9188/f2f7dc8efc522ab2";
        ImmutableArray<SubnetFact> subnets =
        [
            .. _subnetParts.Select(part => new SubnetFact($"subnet-{name}{part}", $"{network}.{part}.0/24", $"{region}{"abc"[(part % 10) - 1]}")),
        ];
        ImmutableArray<string> used = [.. subnets.Take(3).Select(subnet => subnet.Id)];
        var service = Service("notification-service", cluster, region, $"notification-service-{name}:7", tasks, [group], used);
        var definition = Definition(name, environment, region, cpu, memory);
        ImmutableArray<TaskFact> running =
        [
            .. Enumerable.Range(1, tasks).Select(number => new TaskFact
            {
                Arn = $"arn:aws:ecs:{region}:123456789012:task/{cluster}/{name}-task-{number}",
                LastStatus = "RUNNING",
                HealthStatus = "HEALTHY",
                TaskDefinition = service.TaskDefinition,
                ImageDigest = Digest,
                PrivateAddress = $"{network}.{number}.15",
            }),
        ];
        return new ClusterFacts
        {
            Name = cluster,
            Region = region,
            Cluster = new ClusterFact
            {
                Arn = $"arn:aws:ecs:{region}:123456789012:cluster/{cluster}",
                Status = "ACTIVE",
                CapacityProviders = ["FARGATE", "FARGATE_SPOT"],
                DefaultStrategy = [new("FARGATE", 1, tasks - 1), new("FARGATE_SPOT", 1, 0)],
            }.From("ecs:DescribeClusters", region),
            Services =
            [
                .. neighbours.Select(neighbour => neighbour(cluster, region)),
                new ServiceFacts("notification-service", service.From("ecs:DescribeServices", region)),
            ],
            Network = new NetworkFacts
            {
                Vpc = new VpcFact($"vpc-{name}", $"{network}.0.0/16", "available").From("ec2:DescribeVpcs", region),
                Subnets = subnets.From("ec2:DescribeSubnets", region),
            },
            LoadBalancer = new LoadBalancerFacts
            {
                LoadBalancer = new LoadBalancerFact($"{elb}:loadbalancer/app/{name}-alb/50dc6c495c0c9188", dnsName, "active", $"vpc-{name}")
                    .From("elasticloadbalancing:DescribeLoadBalancers", region),
                Listeners = ImmutableArray.Create(new ListenerFact(listener, 80, "HTTP", ImmutableArray.Create(
                    new RuleFact($"{rule}/9683b2d02a6cabee", 10, [new(group, 1)]),
                    new RuleFact($"{rule}/1291d13826f405c3", null, []))
                    .From("elasticloadbalancing:DescribeRules", region))).From("elasticloadbalancing:DescribeListeners", region),
                TargetGroups = ImmutableArray.Create(new TargetGroupFact(group, $"notification-{name}-tg", 8083, "/health"))
                    .From("elasticloadbalancing:DescribeTargetGroups", region),
            },
            Common = new DeploymentFacts
            {
                TaskDefinition = definition.From("ecs:DescribeTaskDefinition", region),
                Tasks = running.From("ecs:DescribeTasks", region),
                Targets = running.Select(task => new TargetFact { Id = task.PrivateAddress, Port = 8083, State = "healthy", Reason = "" })
                    .ToImmutableArray().From("elasticloadbalancing:DescribeTargetHealth", region),
                Health = new HttpAnswer(200, """{"status":"healthy"}""", "").From($"GET http://{dnsName}/health", null),
                Versions = running.Select(task => new VersionSample(task.PrivateAddress, new HttpAnswer(200, """{"version":"v1.2.3"}""", "")))
                    .ToImmutableArray().From("GET /version of every target", null),
                Image = new ImageFact($"123456789012.dkr.ecr.{region}.amazonaws.com/notification-service:v1.2.3", "v1.2.3", Digest)
                    .From("ecr:DescribeImages", region),
                LogGroup = new LogGroupFact($"/ecs/notification-service-{name}", 30).From("logs:DescribeLogGroups", region),
                Secrets = ImmutableArray.Create("notification/db-url", "notification/api-key").From("secretsmanager:ListSecrets", region),
            },
        };
    }

    private static ServiceFact Service(
        string name,
        string cluster,
        string region,
        string definition,
        int count,
        ImmutableArray<string> groups,
        ImmutableArray<string> subnets) => new()
        {
            Name = name,
            Arn = $"arn:aws:ecs:{region}:123456789012:service/{cluster}/{name}",
            Status = "ACTIVE",
            DesiredCount = count,
            RunningCount = count,
            PendingCount = 0,
            TaskDefinition = $"arn:aws:ecs:{region}:123456789012:task-definition/{definition}",
            CircuitBreakerEnabled = true,
            CircuitBreakerRollsBack = true,
            Deployments =
            [
                new RolloutFact
                {
                    Id = "ecs-svc/1234567890123456789",
                    Status = "PRIMARY",
                    TaskDefinition = $"arn:aws:ecs:{region}:123456789012:task-definition/{definition}",
                    RolloutState = "COMPLETED",
                    RolloutStateReason = "ECS deployment ecs-svc/1234567890123456789 completed.",
                    RunningCount = count,
                    FailedTasks = 0,
                },
            ],
            TargetGroupArns = groups,
            Subnets = subnets,
            RecentEvents = [$"(service {name}) has reached a steady state."],
        };

    private static TaskDefinitionFact Definition(string name, string environment, string region, string cpu, string memory) => new()
    {
        Arn = $"arn:aws:ecs:{region}:123456789012:task-definition/notification-service-{name}:7",
        Family = $"notification-service-{name}",
        Revision = 7,
        Cpu = cpu,
        Memory = memory,
        ExecutionRoleArn = "arn:aws:iam::123456789012:role/notification-service-execution-role",
        TaskRoleArn = "arn:aws:iam::123456789012:role/notification-service-task-role",
        Container = new ContainerFact
        {
            Name = "notification-service",
            Image = $"123456789012.dkr.ecr.{region}.amazonaws.com/notification-service:v1.2.3",
            Ports = [8083],
            Environment = ImmutableSortedDictionary<string, string>.Empty
                .Add("ENVIRONMENT", environment)
                .Add("REGION", region)
                .Add("CLUSTER", $"{name}-cluster"),
            Secrets = ImmutableSortedDictionary<string, string>.Empty
                .Add("DATABASE_URL", $"arn:aws:secretsmanager:{region}:123456789012:secret:notification/db-url")
                .Add("API_KEY", $"arn:aws:secretsmanager:{region}:123456789012:secret:notification/api-key"),
            LogDriver = "awslogs",
            LogOptions = ImmutableSortedDictionary<string, string>.Empty
                .Add("awslogs-group", $"/ecs/notification-service-{name}")
                .Add("awslogs-region", region)
                .Add("awslogs-stream-prefix", "ecs"),
            HealthCheck = new HealthCheckFact(["CMD-SHELL", "curl -f http://localhost:8083/health || exit 1"], 30, 5, 3, 60),
        }.From("ecs:DescribeTaskDefinition", region),
    };

    private static Observation<T> From<T>(this T value, string call, string? region) => new Observation<T>.Seen(value, new FactSource(call, region));
}
