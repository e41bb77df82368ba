using NUnit.Framework;
using Verification.Fixtures.Topologies;
using Verification.Model.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>What may be left out, and what may be written in another way.</summary>
public class OptionalPartsTests
{
    [Test]
    public void Optional_keys_that_are_left_out_are_null_or_empty()
    {
        var yaml = Guide.Yaml
            .Replace("  expectedTag: v1.2.3\n", "", StringComparison.Ordinal)
            .Replace("      dnsName: prod-alb-123456789.us-east-1.elb.amazonaws.com\n", "", StringComparison.Ordinal)
            .Replace("      stage: { port: 8080, rulePriority: 1, targetGroup: notification-prod-stage-tg }\n", "", StringComparison.Ordinal)
            .Replace("production: { port: 80, rulePriority: 1,", "production: { port: 80,", StringComparison.Ordinal)
            .Replace("            healthCheck: *healthCheck\n", "", StringComparison.Ordinal)
            .Replace("            secrets: *secrets\n", "", StringComparison.Ordinal)
            .Replace("            body: { status: healthy }\n", "", StringComparison.Ordinal)
            .Replace("      publicSubnets: [10.1.11.0/24, 10.1.12.0/24, 10.1.13.0/24]\n", "", StringComparison.Ordinal);

        var topology = TopologyFile.Parse(yaml, "guide.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(topology.CommonService.ExpectedTag, Is.Null);
            Assert.That(topology.Clusters[0].LoadBalancer.DnsName, Is.Null);
            Assert.That(topology.Clusters[0].LoadBalancer.Stage, Is.Null);
            Assert.That(topology.Clusters[0].LoadBalancer.Production.RulePriority, Is.Null);
            Assert.That(topology.Clusters[1].Common.TaskDefinition.HealthCheck, Is.Null);
            Assert.That(topology.Clusters[1].Common.TaskDefinition.Secrets, Is.Empty);
            Assert.That(topology.Clusters[1].Common.Health.Body, Is.Empty);
            Assert.That(topology.Clusters[1].Network.PublicSubnets, Is.Empty);
        });
    }

    [Test]
    public void One_region_needs_no_replication()
    {
        var yaml = Guide.Yaml
            .Replace("  replicatedTo: [us-west-2]\n", "", StringComparison.Ordinal)
            .Replace("us-west-2", "us-east-1", StringComparison.Ordinal);

        Assert.That(TopologyFile.Parse(yaml, "guide.yaml").Registry.ReplicatedTo, Is.Empty);
    }

    [TestCase("512", "4096", 4096)]
    [TestCase("256", "2048", 2048)]
    [TestCase("8192", "61440", 61440)]
    [TestCase("32768", "249856", 249_856)]
    public void Every_size_that_Fargate_offers_is_accepted(string cpu, string memory, int expected)
    {
        var yaml = Guide.With("cpu: 512\n            memory: 1024", $"cpu: {cpu}\n            memory: {memory}");

        Assert.That(TopologyFile.Parse(yaml, "guide.yaml").Clusters[0].Common.TaskDefinition.MemoryMiB, Is.EqualTo(expected));
    }

    [Test]
    public void A_cluster_on_its_own_instances_is_not_held_to_the_sizes_of_Fargate()
    {
        var yaml = Guide.With(
            "      - { name: FARGATE, weight: 1, base: 2 }\n      - { name: FARGATE_SPOT, weight: 1 }",
            "      - { name: my-instances, weight: 1 }");

        var topology = TopologyFile.Parse(
            yaml.Replace("cpu: 512\n            memory: 1024", "cpu: 300\n            memory: 700", StringComparison.Ordinal), "guide.yaml");

        Assert.That(topology.Clusters[0].Common.TaskDefinition.CpuUnits, Is.EqualTo(300));
    }

    [TestCase("CLUSTER: prod-cluster", "CLUSTER: 8083", "8083")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER: 1.50", "1.50")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER: true", "true")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER: \"\"", "")]
    [TestCase("CLUSTER: prod-cluster", "CLUSTER: >-\n                one\n                line", "one line")]
    public void The_value_of_a_variable_is_the_text_that_stands_in_the_file(string before, string after, string value) =>
        Assert.That(
            TopologyFile.Parse(Guide.With(before, after), "guide.yaml").Clusters[0].Common.TaskDefinition.Environment["CLUSTER"],
            Is.EqualTo(value));

    [Test]
    public void A_duration_can_be_in_minutes() =>
        Assert.That(
            TopologyFile.Parse(Guide.With("startPeriod: 60s", "startPeriod: 5m"), "guide.yaml").Clusters[0].Common.TaskDefinition.HealthCheck!.StartPeriod,
            Is.EqualTo(TimeSpan.FromMinutes(5)));

    [Test]
    public void A_neighbour_may_declare_its_count()
    {
        var topology = TopologyFile.Parse(Guide.With("port: 3000 }", "port: 3000, desiredCount: 2 }"), "guide.yaml");

        Assert.That(topology.Clusters[0].Services[0], Is.EqualTo(new ServiceDeclaration("frontend-service", 3000, 2)));
    }

    [Test]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        var yaml = "\uFEFF" + Guide.Yaml.ReplaceLineEndings("\r\n");

        Assert.That(TopologyFile.Parse(yaml, "guide.yaml").Clusters, Has.Length.EqualTo(2));
    }
}
