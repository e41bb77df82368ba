using System.Collections.Immutable;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Execution;
using Verification.Fixtures.Pipelines.Planning;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Seeding;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Topologies;
using Verification.Model.Checks;
using Verification.Model.Topologies;
using Verification.Tests.Architecture;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Seeding;

/// <summary>What the seeder makes by AWS's API is judged as the guide's own clusters are.</summary>
public sealed class TopologySeederTests
{
    private static readonly Topology Topology = TopologyFile.Read(Guide.Path);
    private static readonly IReadOnlyDictionary<string, ClusterIdentifiers> Nothing = ImmutableDictionary<string, ClusterIdentifiers>.Empty;

    [Test]
    [CancelAfter(60_000)]
    public async Task Every_check_says_of_it_what_it_says_of_the_guides_clusters(CancellationToken cancellationToken)
    {
        await using var guide = await SandboxTarget.StartAsync(0, "guide", 600, cancellationToken);
        await using var empty = await SandboxTarget.StartAsync(0, "none", 600, cancellationToken);

        await SeedAsync(empty, Nothing, cancellationToken);

        var (expected, found) = (await FindingsAsync(guide, cancellationToken), await FindingsAsync(empty, cancellationToken));
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(found, Has.None.Contains(nameof(Outcome.Unknown)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Clusters_that_are_there_are_left_as_they_are(CancellationToken cancellationToken)
    {
        await using var guide = await SandboxTarget.StartAsync(0, "guide", 600, cancellationToken);

        var said = await SeedAsync(guide, Nothing, cancellationToken);

        Assert.That(said, Is.EqualTo(["sandbox brings the clusters of guide along; they are taken as they are"]));
        Assert.That(guide.Calls.Calls.Keys, Is.EqualTo(["ecs:DescribeClusters"]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_is_there_half_is_not_completed(CancellationToken cancellationToken)
    {
        await using var half = await SandboxTarget.StartAsync(0, "none", 600, cancellationToken);
        await half.In("us-east-1").Ecs.CreateClusterAsync(new Amazon.ECS.Model.CreateClusterRequest { ClusterName = "prod-cluster" }, cancellationToken);

        Assert.That(() => SeedAsync(half, Nothing, cancellationToken), Throws.TypeOf<TargetException>().With.Message.Contains("expected all clusters of guide or none, found prod-cluster alone"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_cannot_be_made_is_named(CancellationToken cancellationToken)
    {
        await using var target = await SandboxTarget.StartAsync(0, "none", 600, cancellationToken);
        await target.In("us-west-2").Logs.CreateLogGroupAsync(new Amazon.CloudWatchLogs.Model.CreateLogGroupRequest { LogGroupName = "/ecs/notification-service-analytics" }, cancellationToken);

        Assert.That(
            () => SeedAsync(target, Nothing, cancellationToken),
            Throws.TypeOf<TargetException>().With.Message.StartsWith("sandbox: expected to make analytics-cluster of guide, found: ResourceAlreadyExistsException: "));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Identifiers_that_a_pipeline_has_written_down_are_given_again(CancellationToken cancellationToken)
    {
        var written = PipelineExecution.Identifiers(new PipelineRequest
        {
            File = Path.Combine(SourceTree.Root, "pipelines", "multi-cluster-notification.yaml"),
            StandardDefinitions = Path.Combine(SourceTree.Root, "pipelines"),
            Topology = Topology,
            Options = new PipelineOptions { Tag = "v1.3.0", Variable = _ => null, ExecutionId = "x" },
        });
        await using var target = await SandboxTarget.StartAsync(0, "none", 600, cancellationToken);

        await SeedAsync(target, written, cancellationToken);

        var rules = await target.In("us-east-1").LoadBalancing.DescribeRulesAsync(
            new Amazon.ElasticLoadBalancingV2.Model.DescribeRulesRequest { ListenerArn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/prod-alb/xyz789/abc123" }, cancellationToken);
        var service = await target.In("us-east-1").Ecs.DescribeServicesAsync(
            new Amazon.ECS.Model.DescribeServicesRequest { Cluster = "prod-cluster", Services = ["notification-service"] }, cancellationToken);
        Assert.That(rules.Rules[0].RuleArn, Is.EqualTo("arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/prod-alb/xyz789/abc123/rule1"));
        Assert.That(service.Services[0].NetworkConfiguration.AwsvpcConfiguration.Subnets, Is.EqualTo(["subnet-prod1", "subnet-prod2", "subnet-prod3"]));
        Assert.That(service.Services[0].NetworkConfiguration.AwsvpcConfiguration.SecurityGroups, Is.EqualTo(["sg-prod-ecs"]));
        Assert.That(written.Keys, Is.EquivalentTo(["prod-cluster", "analytics-cluster"]));
    }

    private static async Task<List<string>> SeedAsync(ITarget target, IReadOnlyDictionary<string, ClusterIdentifiers> identifiers, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        await new TopologySeeder(target, Topology, identifiers, said.Add).SeedAsync(cancellationToken);
        return said;
    }

    // With a tag that is not deployed, so that some fail.
    private static async Task<List<string>> FindingsAsync(ITarget target, CancellationToken cancellationToken)
    {
        var run = await VerificationRun.OnAsync(target, VerificationRun.Narrowed(Topology, "v1.3.0", cluster: null), CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken);
        return [.. run.Findings.Select(finding => $"{finding.Check} {finding.Subject}: {finding.Outcome}")];
    }
}
