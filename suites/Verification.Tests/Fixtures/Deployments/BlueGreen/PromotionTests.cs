using NUnit.Framework;
using Verification.Fixtures.Collectors;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Tests.EndToEnd;
using static Verification.Tests.Fixtures.Deployments.BlueGreen.BlueGreenWorld;

namespace Verification.Tests.Fixtures.Deployments.BlueGreen;

/// <summary>What a verification says of clusters that were deployed blue/green.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PromotionTests
{
    private BlueGreenWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await BlueGreenWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_version_is_promoted_once_both_clusters_have_it_and_not_before()
    {
        await DeployAsync(Prod, keepOld: false);
        var one = await VerifyAsync();
        await DeployAsync(Analytics, keepOld: true);
        var both = await VerifyAsync();

        Assert.That(one.Decision.Kind, Is.EqualTo(DecisionKind.Hold), () => Texts(one));
        Assert.That(GuideRun.Red(one), Is.EquivalentTo(["image-tag analytics-cluster/notification-service", "image-digest all clusters", "same-version all clusters"]));
        Assert.That(both.Decision.Kind, Is.EqualTo(DecisionKind.Promote), () => Texts(both));
        Assert.That(Find(both, "running-equals-desired").Observed, Is.EqualTo("notification-service__1: 3 of 3 running, none pending"));
        Assert.That(Find(both, "production-rule").Observed, Is.EqualTo("notification-service__1: forwards to notification-prod-stage-tg weight 1"));
        Assert.That(Find(both, "log-group").Observed, Does.Not.Contain("__1"));
    }

    [Test]
    public async Task A_rollback_is_seen_as_the_old_version()
    {
        var driver = _world.Driver(Prod);
        await DeployAsync(Prod, keepOld: false);
        await driver.RollbackAsync(Patience, Token);

        var run = await VerifyAsync();

        Assert.That(Find(run, "image-tag").Observed, Is.EqualTo("tag v1.2.3"));
        Assert.That(run.Decision.Kind, Is.EqualTo(DecisionKind.Hold));
    }

    private static Finding Find(VerificationRun run, string check) => run.Findings.First(finding => finding.Check == check && finding.Subject.Service is "notification-service");

    private static string Texts(VerificationRun run) => string.Join('\n', run.Decision.Against.Select(finding => finding.Describe()));

    private async Task DeployAsync(BlueGreenWorld.Cluster cluster, bool keepOld)
    {
        var driver = _world.Driver(cluster);
        await driver.CreateAsync(await _world.SettingsAsync(cluster, New), Token);
        await driver.SwapAsync(Swapping with { DoNotDownsizeOldService = keepOld }, Token);
    }

    private async Task<VerificationRun> VerifyAsync()
    {
        var topology = GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = New } };
        var snapshot = await new SnapshotCollector(_world.Target, topology, TimeProvider.System).CollectAsync(progress: null, Token);
        return VerificationRun.Judge(topology, snapshot, TimeSpan.Zero);
    }
}
