using NUnit.Framework;
using Verification.Fixtures.Topologies;
using Verification.Model.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>topologies/guide.yaml says what the guide's chapters 1 to 3 say, and the parser understands it so.</summary>
public class GuideTopologyTests
{
    private static readonly string[] EveryRole =
    [
        "notification-service-execution-role ecs-tasks.amazonaws.com",
        "notification-service-task-role ecs-tasks.amazonaws.com",
        "harness-delegate-prod-role ",
        "harness-delegate-analytics-role ",
    ];

    private Topology topology = null!;

    private ClusterDeclaration Production => topology.Clusters[0];

    private ClusterDeclaration Analytics => topology.Clusters[1];

    [SetUp]
    public void Read() => topology = TopologyFile.Read(Guide.Path);

    [Test]
    public void The_account_the_common_service_and_the_registry_are_the_guides()
    {
        Assert.Multiple(() =>
        {
            Assert.That(topology.Name, Is.EqualTo("guide"));
            Assert.That(topology.AccountId, Is.EqualTo("123456789012"));
            Assert.That(topology.CommonService, Is.EqualTo(new CommonService { Name = "notification-service", ExpectedTag = "v1.2.3" }));
            Assert.That(topology.Registry.Repository, Is.EqualTo("notification-service"));
            Assert.That(topology.Registry.Region, Is.EqualTo("us-east-1"));
            Assert.That(string.Join(", ", topology.Registry.ReplicatedTo), Is.EqualTo("us-west-2"));
            Assert.That(topology.Roles.Select(role => $"{role.Name} {role.TrustedService}"), Is.EqualTo(EveryRole));
        });
    }

    [Test]
    public void The_clusters_are_in_the_order_of_promotion_with_their_capacity_and_network()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                topology.Clusters.Select(cluster => (cluster.Name, cluster.Region, cluster.Environment)),
                Is.EqualTo(new[] { ("prod-cluster", "us-east-1", "production"), ("analytics-cluster", "us-west-2", "analytics") }));
            Assert.That(
                Production.CapacityProviders,
                Is.EqualTo(new CapacityProviderDeclaration[] { new("FARGATE", 1, 2), new("FARGATE_SPOT", 1, 0) }));
            Assert.That(
                Analytics.CapacityProviders,
                Is.EqualTo(new CapacityProviderDeclaration[] { new("FARGATE", 1, 1), new("FARGATE_SPOT", 1, 0) }));
            Assert.That(Production.Network.VpcCidr, Is.EqualTo("10.0.0.0/16"));
            Assert.That(string.Join(", ", Production.Network.PrivateSubnets), Is.EqualTo("10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24"));
            Assert.That(string.Join(", ", Production.Network.PublicSubnets), Is.EqualTo("10.0.11.0/24, 10.0.12.0/24, 10.0.13.0/24"));
            Assert.That(Analytics.Network.VpcCidr, Is.EqualTo("10.1.0.0/16"));
            Assert.That(string.Join(", ", Analytics.Network.PrivateSubnets), Is.EqualTo("10.1.1.0/24, 10.1.2.0/24, 10.1.3.0/24"));
            Assert.That(string.Join(", ", Analytics.Network.PublicSubnets), Is.EqualTo("10.1.11.0/24, 10.1.12.0/24, 10.1.13.0/24"));
        });
    }

    [Test]
    public void The_load_balancers_have_their_production_and_stage_listeners()
    {
        Assert.That(Production.LoadBalancer, Is.EqualTo(new LoadBalancerDeclaration
        {
            Name = "prod-alb",
            DnsName = "prod-alb-123456789.us-east-1.elb.amazonaws.com",
            Production = new() { Port = 80, RulePriority = 1, TargetGroup = "notification-prod-tg" },
            Stage = new() { Port = 8080, RulePriority = 1, TargetGroup = "notification-prod-stage-tg" },
        }));
        Assert.That(Analytics.LoadBalancer, Is.EqualTo(new LoadBalancerDeclaration
        {
            Name = "analytics-alb",
            DnsName = "analytics-alb-987654321.us-west-2.elb.amazonaws.com",
            Production = new() { Port = 80, RulePriority = 1, TargetGroup = "notification-analytics-tg" },
            Stage = new() { Port = 8080, RulePriority = 1, TargetGroup = "notification-analytics-stage-tg" },
        }));
    }

    [Test]
    public void All_eight_services_have_their_ports_and_only_the_common_one_a_count()
    {
        Assert.That(Production.Services, Is.EqualTo(new ServiceDeclaration[]
        {
            new("frontend-service", 3000, null),
            new("backend-service", 8080, null),
            new("auth-service", 8081, null),
            new("payment-service", 8082, null),
            new("notification-service", 8083, 3),
        }));
        Assert.That(Analytics.Services, Is.EqualTo(new ServiceDeclaration[]
        {
            new("analytics-service", 9000, null),
            new("reporting-service", 9001, null),
            new("notification-service", 8083, 2),
        }));
    }

    [Test]
    public void The_common_service_has_each_clusters_counts_and_the_same_endpoints()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Counts(Production.Common), Is.EqualTo((3, 1, 2)));
            Assert.That(Counts(Analytics.Common), Is.EqualTo((2, 1, 1)));
            foreach (var common in topology.Clusters.Select(cluster => cluster.Common))
            {
                Assert.That(common.TasksWithoutHealthCheck, Is.EqualTo(TaskHealthPolicy.RequireHealthy));
                Assert.That(common.CircuitBreaker, Is.EqualTo(new CircuitBreakerDeclaration(Enable: true, Rollback: true)));
                Assert.That(common.Health.Path, Is.EqualTo("/health"));
                Assert.That(common.Health.Status, Is.EqualTo(200));
                Assert.That(common.Health.Body, Is.EqualTo(new Dictionary<string, string> { ["status"] = "healthy" }));
                Assert.That(
                    common.Version,
                    Is.EqualTo(new VersionEndpointDeclaration { Path = "/version", Property = "version", Sampling = VersionSampling.EveryTarget }));
            }
        });
    }

    [Test]
    public void The_task_definitions_are_the_guides()
    {
        AssertTaskDefinition(Production, "prod", cpu: 512, memory: 1024);
        AssertTaskDefinition(Analytics, "analytics", cpu: 256, memory: 512);
    }

    private static (int Desired, int Running, int Healthy) Counts(DeploymentDeclaration common) =>
        (common.DesiredCount, common.MinimumRunningTasks, common.MinimumHealthyTargets);

    private static void AssertTaskDefinition(ClusterDeclaration cluster, string suffix, int cpu, int memory)
    {
        var definition = cluster.Common.TaskDefinition;
        Assert.Multiple(() =>
        {
            Assert.That(definition.Family, Is.EqualTo($"notification-service-{suffix}"));
            Assert.That((definition.CpuUnits, definition.MemoryMiB), Is.EqualTo((cpu, memory)));
            Assert.That((definition.Container, definition.ContainerPort), Is.EqualTo(("notification-service", 8083)));
            Assert.That(definition.ExecutionRole, Is.EqualTo("notification-service-execution-role"));
            Assert.That(definition.TaskRole, Is.EqualTo("notification-service-task-role"));
            Assert.That(definition.LogGroup, Is.EqualTo($"/ecs/notification-service-{suffix}"));
            Assert.That(definition.Environment, Is.EqualTo(new Dictionary<string, string>
            {
                ["ENVIRONMENT"] = cluster.Environment,
                ["REGION"] = cluster.Region,
                ["CLUSTER"] = cluster.Name,
            }));
            Assert.That(definition.Secrets, Is.EqualTo(new Dictionary<string, string>
            {
                ["DATABASE_URL"] = "notification/db-url",
                ["API_KEY"] = "notification/api-key",
            }));
            Assert.That(definition.HealthCheck, Is.EqualTo(new HealthCheckDeclaration
            {
                Command = "curl -f http://localhost:8083/health || exit 1",
                Interval = TimeSpan.FromSeconds(30),
                Timeout = TimeSpan.FromSeconds(5),
                Retries = 3,
                StartPeriod = TimeSpan.FromSeconds(60),
            }));
        });
    }
}
