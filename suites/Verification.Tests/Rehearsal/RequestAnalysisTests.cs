using System.Net.Http.Json;
using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;
using Verification.Load;
using Verification.Model.Gate;
using Verification.Rehearsal.Analysis;
using Verification.Reports.Evidence;
using Verification.Tests.Fixtures.Pipelines;
using Verification.Tests.Fixtures.Pipelines.Running;

namespace Verification.Tests.Rehearsal;

/// <summary>A step Verify that compares the new version with the one before, in this repository's pipeline.</summary>
[NonParallelizable]
public sealed class RequestAnalysisTests
{
    private const string Step = "                  type: Verify\n                  name: Verify Production\n                  identifier: verify_deployment\n                  timeout: 5m";

    private readonly string _evidence = Directory.CreateTempSubdirectory("evidence").FullName;
    private SandboxRun _run = null!;

    private EvidenceFolder Evidence => new(_evidence, TimeProvider.System, Redaction.Standard);

    private RequestAnalysis Analysis => new(new AnalysisPolicy(), new LoadGenerator(TimeProvider.System), Evidence, allowAws: false, TimeProvider.System);

    [SetUp]
    public async Task SetUp()
    {
        _run = await SandboxRun.StartAsync();
        await _run.TagAsync("v1.3.0");
    }

    [TearDown]
    public async Task TearDown() => await _run.DisposeAsync();

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_evidence, recursive: true);

    [Test]
    public async Task New_version_that_fails_under_requests_is_rolled_back_though_every_check_would_pass()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var fault = await http.PostAsJsonAsync(new Uri(_run.Target.Url, "/_sandbox/faults"), new { kind = "error-rate", version = "v1.3.0", percent = 20 });

        var result = await _run.RunAsync("v1.3.0", Verifying("doNotDownsizeOldService: true"), analysis: Analysis);

        Assert.That(fault.IsSuccessStatusCode, Is.True);
        var stage = result.Stages.Single(one => one.Identifier == "deploy_production");
        Assert.That((stage.Status, stage.IsRolledBack), Is.EqualTo((RunStatus.Failed, true)), result.Why);
        Assert.That(stage.Why, Does.Contain("continuous verification failed").And.Contain("error-rate"));
        var kept = Evidence.Read().Analyses.Single();
        Assert.That((kept.Cluster, kept.TrafficHasMoved, kept.Facts.Baseline, kept.Facts.Candidate), Is.EqualTo(("prod-cluster", true, "v1.2.3", "v1.3.0")));
    }

    [Test]
    public async Task Version_before_that_does_not_run_any_more_cannot_be_compared_with()
    {
        var result = await _run.RunAsync("v1.3.0", Verifying("doNotDownsizeOldService: false"), analysis: Analysis);

        Assert.That(result.Stages.Single(one => one.Identifier == "deploy_production").Why, Does.Contain("cannot be compared in prod-cluster").And.Contain("doNotDownsizeOldService"));
    }

    private static string Verifying(string oldService) => PipelineWorld.With(
        Step,
        "                  type: Verify\n                  name: Verify Production\n                  identifier: verify_deployment\n"
        + "                  spec: { type: Bluegreen, monitoredService: { type: Default, spec: {} }, spec: { duration: 5m, sensitivity: HIGH } }\n                  timeout: 2h")
        .Replace("doNotDownsizeOldService: true", oldService, StringComparison.Ordinal);
}
