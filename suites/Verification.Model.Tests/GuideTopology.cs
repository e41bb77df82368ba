using System.Collections.Immutable;
using Verification.Model.Topologies;

namespace Verification.Tests.Model;

/// <summary>The guide's two clusters as they are declared, written in C# so that a test needs no parser.</summary>
internal static class GuideTopology
{
    public static Topology Literal { get; } = new()
    {
        Name = "guide",
        AccountId = "123456789012",
        CommonService = new CommonService { Name = "notification-service", ExpectedTag = "v1.2.3" },
        Registry = new RegistryDeclaration { Repository = "notification-service", Region = "us-east-1", ReplicatedTo = ["us-west-2"] },
        Roles =
        [
            new RoleDeclaration { Name = "notification-service-execution-role", TrustedService = "ecs-tasks.amazonaws.com" },
            new RoleDeclaration { Name = "notification-service-task-role", TrustedService = "ecs-tasks.amazonaws.com" },
            new RoleDeclaration { Name = "harness-delegate-prod-role" },
        ],
        Clusters =
        [
            new ClusterDeclaration
            {
                Name = "prod-cluster",
                Region = "us-east-1",
                Environment = "production",
                CapacityProviders = [new("FARGATE", 1, 2), new("FARGATE_SPOT", 1, 0)],
                Network = new NetworkDeclaration
                {
                    VpcCidr = "10.0.0.0/16",
                    PrivateSubnets = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
                    PublicSubnets = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"],
                },
                LoadBalancer = new LoadBalancerDeclaration
                {
                    Name = "prod-alb",
                    DnsName = "prod-alb-123456789.us-east-1.elb.amazonaws.com",
                    Production = new ListenerDeclaration { Port = 80, RulePriority = 10, TargetGroup = "notification-prod-tg" },
                },
                Services =
                [
                    new("frontend-service", 3000, null),
                    new("backend-service", 8080, 2),
                    new("auth-service", 8081, null),
                    new("payment-service", 8082, null),
                    new("notification-service", 8083, null),
                ],
                Common = Common("prod", "production", "us-east-1", "prod-cluster", cpu: 512, memory: 1024, desired: 3, minimum: 2),
            },
            new ClusterDeclaration
            {
                Name = "analytics-cluster",
                Region = "us-west-2",
                Environment = "analytics",
                CapacityProviders = [new("FARGATE", 1, 1), new("FARGATE_SPOT", 1, 0)],
                Network = new NetworkDeclaration
                {
                    VpcCidr = "10.1.0.0/16",
                    PrivateSubnets = ["10.1.1.0/24", "10.1.2.0/24", "10.1.3.0/24"],
                    PublicSubnets = ["10.1.11.0/24", "10.1.12.0/24", "10.1.13.0/24"],
                },
                LoadBalancer = new LoadBalancerDeclaration
                {
                    Name = "analytics-alb",
                    Production = new ListenerDeclaration { Port = 80, RulePriority = 10, TargetGroup = "notification-analytics-tg" },
                },
                Services =
                [
                    new("analytics-service", 9000, null),
                    new("reporting-service", 9001, null),
                    new("notification-service", 8083, null),
                ],
                Common = Common("analytics", "analytics", "us-west-2", "analytics-cluster", cpu: 256, memory: 512, desired: 2, minimum: 1),
            },
        ],
    };

    private static DeploymentDeclaration Common(
        string suffix, string environment, string region, string cluster, int cpu, int memory, int desired, int minimum) => new()
        {
            DesiredCount = desired,
            MinimumRunningTasks = minimum,
            MinimumHealthyTargets = minimum,
            TasksWithoutHealthCheck = TaskHealthPolicy.RequireHealthy,
            CircuitBreaker = new CircuitBreakerDeclaration(Enable: true, Rollback: true),
            TaskDefinition = new TaskDefinitionDeclaration
            {
                Family = $"notification-service-{suffix}",
                CpuUnits = cpu,
                MemoryMiB = memory,
                Container = "notification-service",
                ContainerPort = 8083,
                ExecutionRole = "notification-service-execution-role",
                TaskRole = "notification-service-task-role",
                LogGroup = $"/ecs/notification-service-{suffix}",
                Environment = Map(("ENVIRONMENT", environment), ("REGION", region), ("CLUSTER", cluster)),
                Secrets = Map(("DATABASE_URL", "notification/db-url"), ("API_KEY", "notification/api-key")),
                HealthCheck = new HealthCheckDeclaration
                {
                    Command = "curl -f http://localhost:8083/health || exit 1",
                    Interval = TimeSpan.FromSeconds(30),
                    Timeout = TimeSpan.FromSeconds(5),
                    Retries = 3,
                    StartPeriod = TimeSpan.FromSeconds(60),
                },
            },
            Health = new HealthEndpointDeclaration { Path = "/health", Status = 200, Body = Map(("status", "healthy")) },
            Version = new VersionEndpointDeclaration { Path = "/version", Property = "version", Sampling = VersionSampling.EveryTarget },
        };

    private static ImmutableSortedDictionary<string, string> Map(params IEnumerable<(string Key, string Value)> entries) =>
        entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
