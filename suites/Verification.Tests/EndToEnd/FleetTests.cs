using Amazon.Runtime;
using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Seeding;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.Pacing;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Tests.EndToEnd;

/// <summary>Twelve clusters, six in each of two regions: what they share is asked once, what they are alone with is asked of each.</summary>
public sealed class FleetTests
{
    private static readonly Topology Fleet = FleetTopology.Of(GuideRun.Topology, clusters: 12, services: 2, ["us-east-1", "us-west-2"]);
    private SandboxTarget _sandbox = null!;

    private static CancellationToken Token => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public async Task SeedAsync()
    {
        _sandbox = await SandboxTarget.StartAsync(port: 0, "none", speed: 600, CancellationToken.None);
        await new TopologySeeder(_sandbox, Fleet, new Dictionary<string, ClusterIdentifiers>(StringComparer.Ordinal), _ => { }).SeedAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _sandbox.DisposeAsync();

    [Test]
    public async Task Clusters_of_a_region_ask_together()
    {
        var run = await LookAsync(_sandbox);

        Assert.That(run.Decision.Kind, Is.EqualTo(DecisionKind.Promote), run.Decision.Reason);
        Assert.That(run.Snapshot.AwsCalls["ecs:DescribeClusters"], Is.EqualTo(2), "a call a region");
        Assert.That(run.Snapshot.AwsCalls["elasticloadbalancing:DescribeLoadBalancers"], Is.EqualTo(2));
        Assert.That(run.Snapshot.AwsCalls["ec2:DescribeVpcs"], Is.EqualTo(2));
        Assert.That(run.Snapshot.AwsCalls["ecr:DescribeImages"], Is.EqualTo(2), "all of a region run one image");
        Assert.That(run.Snapshot.AwsCalls["ecs:DescribeServices"], Is.EqualTo(12), "ECS asks for one cluster at a time");
    }

    [Test]
    public async Task Load_balancer_that_is_not_there_is_absent_and_the_others_are_seen()
    {
        var lost = Fleet with { Clusters = Fleet.Clusters.SetItem(2, Fleet.Clusters[2] with { LoadBalancer = Fleet.Clusters[2].LoadBalancer with { Name = "nobody-has-it" } }) };

        var run = await VerificationRun.OnAsync(_sandbox, lost, CheckCatalog.All, progress: null, TimeProvider.System, Token);

        Assert.That(run.Snapshot.Clusters.Select(cluster => cluster.LoadBalancer.LoadBalancer is Observation<LoadBalancerFact>.Seen), Is.EqualTo(Fleet.Clusters.Select((_, index) => index != 2)));
        Assert.That(run.Decision.Kind, Is.EqualTo(DecisionKind.Hold));
        Assert.That(run.Decision.Against.Select(finding => finding.Subject.Cluster).OfType<string>().Distinct(), Is.EqualTo(["fleet-0002"]));
    }

    [Test]
    public async Task Share_of_the_clusters_is_looked_at_and_the_shares_together_are_all()
    {
        var shares = Enumerable.Range(1, 5).Select(number => new Shard(number, 5).In(Fleet)).ToList();

        Assert.That(shares.SelectMany(share => share.Clusters).Select(cluster => cluster.Name), Is.EquivalentTo(Fleet.Clusters.Select(cluster => cluster.Name)));
        Assert.That(shares.Select(share => share.Clusters.Length), Is.EqualTo([3, 3, 2, 2, 2]));

        var snapshots = new List<Snapshot>();
        foreach (var share in shares)
        {
            snapshots.Add(await new SnapshotCollector(_sandbox, share, TimeProvider.System).CollectAsync(progress: null, Token));
        }

        var now = TimeProvider.System.GetUtcNow();
        Assert.That(PromotionGate.Decide(Fleet, Policy.Strict, new ReleaseEvidence { Snapshots = [.. snapshots] }, now).Kind, Is.EqualTo(DecisionKind.Promote));
        Assert.That(PromotionGate.Decide(Fleet, Policy.Strict, new ReleaseEvidence { Snapshots = [.. snapshots.Skip(1)] }, now).Kind, Is.EqualTo(DecisionKind.CannotJudge), "an agent left nothing");
    }

    [Test]
    public void Share_of_too_few_clusters_and_what_is_no_share_are_errors()
    {
        Assert.That(() => new Shard(13, 13).In(Fleet), Throws.TypeOf<SettingsException>().With.Message.Contains("has 12 clusters"));
        foreach (var wrong in new[] { "0/3", "4/3", "3", "a/b", "1/2/3", "-1/2" })
        {
            Assert.That(() => Shard.Parse(wrong, "--shard"), Throws.TypeOf<SettingsException>().With.Message.Contains($"found \"{wrong}\""), wrong);
        }
    }

    [Test]
    public async Task Interrupted_look_keeps_what_was_read()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new StopAfter(3, stop);

        var interrupted = await Assert.ThrowsAsync<LookInterruptedException>(() => new SnapshotCollector(_sandbox, Fleet, TimeProvider.System).CollectAsync(progress, stop.Token));

        Assert.That(interrupted!.Partial.Clusters, Has.Length.InRange(3, 12));
        Assert.That(interrupted.Message, Does.EndWith("of 12 clusters were read"));
    }

    [Test]
    public async Task Paced_look_is_not_throttled_where_calls_are_counted_as_AWS_does()
    {
        var fault = await FaultAsync("""{"kind":"aws-token-buckets"}""");
        try
        {
            await using var paced = new EndpointTarget(
                "paced", _sandbox.Url, _sandbox.Url, new BasicAWSCredentials("test", "test"), TargetClock.Real, new ChangePermission(true, "a sandbox"), new CallPace(1, TimeProvider.System));

            // Twice, so that more is asked than a burst holds: 2 x 6 x 3 of load balancing in a region, after what was there before.
            await LookAsync(paced);
            var run = await LookAsync(paced);

            Assert.That(run.Decision.Kind, Is.EqualTo(DecisionKind.Promote), run.Decision.Reason);
            Assert.That(run.Calls.Where(call => call.Error is not null), Is.Empty);
        }
        finally
        {
            await RemoveFaultsAsync(fault);
        }
    }

    private static Task<VerificationRun> LookAsync(ITarget target) => VerificationRun.OnAsync(target, Fleet, CheckCatalog.All, progress: null, TimeProvider.System, Token);

    private async Task<string> FaultAsync(string json)
    {
        using var http = new HttpClient();
        using var content = new StringContent(json);
        using var answer = await http.PostAsync(new Uri(_sandbox.Url, "/_sandbox/faults"), content, Token);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token);
    }

    private async Task RemoveFaultsAsync(string added)
    {
        Assert.That(added, Is.Not.Empty);
        using var http = new HttpClient();
        using var answer = await http.DeleteAsync(new Uri(_sandbox.Url, "/_sandbox/faults"), Token);
        answer.EnsureSuccessStatusCode();
    }

    private sealed class StopAfter(int clusters, CancellationTokenSource stop) : IProgress<CollectorProgress>
    {
        public void Report(CollectorProgress value)
        {
            if (value.Read >= clusters)
            {
                stop.Cancel();
            }
        }
    }
}
