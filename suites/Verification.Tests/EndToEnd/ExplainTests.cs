using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Tests.EndToEnd;

/// <summary>What an explanation is beside its first cause, which the fault matrix has.</summary>
public sealed class ExplainTests
{
    private GuideRun _guide = null!;

    [SetUp]
    public async Task StartAsync() => _guide = await GuideRun.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _guide.DisposeAsync();

    [Test]
    public async Task A_deployment_that_the_circuit_breaker_rolled_back_is_explained_by_what_made_its_tasks_fail()
    {
        await _guide.AddFaultAsync("""{"kind":"crash-on-start","cluster":"prod-cluster","ecsService":"notification-service","version":"v1.3.0"}""");
        await _guide.PushAsync("v1.3.0");
        await _guide.DeployAsync("prod-cluster", "us-east-1", "notification-service-prod", "v1.3.0");
        await _guide.AdvanceAsync(600);

        var run = await _guide.VerifyAsync(GuideRun.Topology with { CommonService = GuideRun.Topology.CommonService with { ExpectedTag = "v1.3.0" } });

        var ids = run.Explanation.Causes.Select(cause => cause.Id).ToList();
        Assert.That(ids.FirstOrDefault(), Is.EqualTo("crash-on-start"), () => Words(run));
        Assert.That(ids, Does.Contain("rolled-back"));
        Assert.That(run.Findings.Single(finding => finding.Check == "running-equals-desired" && finding.Subject.Cluster == "prod-cluster" && finding.Subject.Service == "notification-service").Outcome, Is.EqualTo(Outcome.Passed), "it looks green");
    }

    [Test]
    public async Task A_healthy_look_costs_no_call_more_and_a_red_one_is_explained_offline_as_well()
    {
        var healthy = await _guide.VerifyAsync();
        await _guide.AddFaultAsync("""{"kind":"image-missing","region":"us-west-2","repository":"notification-service"}""");
        var red = await _guide.VerifyAsync();
        var stored = SnapshotJson.Read(SnapshotJson.Write(red.Snapshot));

        Assert.That(healthy.Snapshot.AwsCalls, Is.EqualTo((await _guide.TakeAsync()).AwsCalls));
        Assert.That(healthy.Snapshot.Clusters.Select(cluster => cluster.Trouble), Has.All.Null);
        Assert.That(red.Snapshot.Clusters.Select(cluster => cluster.Trouble is not null), Is.EqualTo(OnlyAnalytics));
        Assert.That(SnapshotJson.Write(red.Snapshot), Does.Not.Contain("\"unavailable\""));
        Assert.That(VerificationRun.Judge(GuideRun.Topology, stored, TimeSpan.Zero).Explanation.First?.Fully(), Is.EqualTo(red.Explanation.First!.Fully()));
    }

    private static readonly bool[] OnlyAnalytics = [false, true];

    private static string Words(VerificationRun run) => string.Join('\n', [
        .. run.Explanation.Causes.Select(cause => cause.Fully()), .. run.Explanation.Unexplained.Select(one => one.Describe()), .. run.Decision.Against.Select(finding => finding.Describe())]);
}
