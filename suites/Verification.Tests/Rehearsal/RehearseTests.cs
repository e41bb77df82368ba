using System.Text.Json;
using NUnit.Framework;
using Verification.Rehearsal.Commands;
using Verification.Tests.Standins.AllureNUnit;

namespace Verification.Tests.Rehearsal;

/// <summary>The guide's whole pipeline, as an engineer rehearses it; clients ask both clusters all the time.</summary>
public sealed class RehearseTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task The_guide_is_played_success_and_failure_and_no_client_notices_but_the_version(CancellationToken cancellationToken)
    {
        var result = await CliResult.RunAsync(["rehearse", "--speed", "120", "--report-url", "https://reports.example/7"], cancellationToken);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Contain("0 failed, v1.2.3 then v1.3.0").And.Contain("AS IT SHOULD BE"));
        Assert.That(result.Output, Does.Match(@"Deploy to Production +Failed, rolled back").And.Match(@"Deploy to Analytics +Skipped").And.Contain("CannotPullContainerError"));
        Assert.That(result.Output, Does.Match(@"Slack: .*Success").And.Match(@"Slack: .*Failed").And.Match(@"\|\s*report\s+https://reports\.example/7"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task A_version_that_fails_once_it_serves_is_rolled_back_and_analytics_is_never_touched(CancellationToken cancellationToken)
    {
        var result = await CliResult.RunAsync(["rehearse", "--speed", "120", "--fault", """{"kind":"wrong-version","answers":"v6.6.6","version":"v1.3.0"}"""], cancellationToken);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Contain("0 failed, v1.2.3 then v6.6.6 then v1.2.3").And.Match(@"clients of analytics-cluster: \d+ requests, 0 failed, v1.2.3\n"));
        Assert.That(result.Output, Does.Contain("traffic back after"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Only_one_cluster_is_deployed_to_where_one_is_named(CancellationToken cancellationToken)
    {
        var page = Path.Combine(TestContext.CurrentContext.WorkDirectory, "rehearsed", "report.html");
        var before = AllureFolder.ResultFiles();
        var result = await CliResult.RunAsync(["rehearse", "--speed", "120", "--only", "prod-cluster", "--report", page], cancellationToken);
        var reported = AllureFolder.ResultFiles().Except(before).Select(file => JsonElement.Parse(File.ReadAllText(file))).ToList();

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Match(@"clients of prod-cluster: \d+ requests, 0 failed, v1.2.3 then v1.3.0").And.Match(@"clients of analytics-cluster: \d+ requests, 0 failed, v1.2.3\n"));
        Assert.That(result.Output, Does.Match(@"Deploy to Analytics +Skipped .* only prod-cluster is deployed to"));
        Assert.That(await File.ReadAllTextAsync(page, cancellationToken), Does.Contain("Promote: notification-service v1.3.0").And.Contain("clients were answered by v1.2.3, then v1.3.0; 0 of ").And.Contain("swap: production goes to"));
        AssertReported(reported);
    }

    [TestCase("image-missing", @"(?s)Publish the image: .*the registry there\s+has no\s+notification-service:v1\.3\.0")]
    [TestCase("access-denied", "not authorized to perform: ecr:DescribeRepositories")]
    [CancelAfter(120_000)]
    public async Task A_release_that_a_fault_ends_before_its_pipeline_has_failed_with_its_cause(string fault, string cause, CancellationToken cancellationToken)
    {
        var result = await CliResult.RunAsync(["rehearse", "--speed", "3600", "--fault", fault], cancellationToken);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Promote), result.ToString);
        Assert.That(result.Output, Does.Match(@"Publish the image +Failed").And.Match(cause).And.Contain("AS IT SHOULD BE"));
        Assert.That(result.Output, Does.Match(@"clients of prod-cluster: \d+ requests, 0 failed, v1.2.3"));
    }

    [TestCase("--only", "no-such-cluster", "prod-cluster, analytics-cluster")]
    [TestCase("--fault", "no-such-fault", "no-such-fault")]
    [TestCase("--pipeline", "no-such-file.yaml", "no-such-file.yaml")]
    public async Task What_cannot_be_played_is_refused_before_anything_runs(string option, string value, string message)
    {
        var result = await CliResult.RunAsync(["rehearse", option, value], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain(message));
    }

    /// <summary>Stages, steps, checks and clients are results; the failure on purpose is one result that passed.</summary>
    private static void AssertReported(List<JsonElement> results)
    {
        var release = results.Where(result => Label(result, "epic") == "notification-service v1.3.0").ToList();
        var swap = release.Single(result => Label(result, "story") == "Swap Target Groups");
        var failure = results.Single(result => Label(result, "feature") == "Failure on purpose");

        Assert.Multiple(() => results.ForEach(FormatRules.AssertTest));
        Assert.That(results.Select(result => Text(result, "historyId")), Is.Unique);
        Assert.That(
            release.Select(result => Label(result, "feature")).Distinct(),
            Is.EquivalentTo(["Validate Production Cluster", "Validate Analytics Cluster", "Deploy to Production", "Deploy to Analytics", "Final Verification", "Gate", "Clients"]));
        Assert.That(release.Select(result => Label(result, "environment")).Distinct(), Is.EquivalentTo(["prod-cluster", "analytics-cluster", "all clusters"]));
        Assert.That((Label(swap, "environment"), Label(swap, "severity"), Text(swap, "status")), Is.EqualTo(("prod-cluster", "critical", "passed")));
        Assert.That(swap.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name")), Has.Some.StartsWith("swap: production goes to"));
        Assert.That(swap.GetProperty("attachments").EnumerateArray().Select(one => Text(one, "name")), Is.EqualTo(["Output", "Timeline"]));
        Assert.That(release.Where(result => Label(result, "feature") == "Deploy to Analytics").Select(result => (Text(result, "status"), Label(result, "severity"))), Is.EqualTo([("skipped", "trivial")]));
        Assert.That(release.Single(result => Label(result, "story") == "decision").GetProperty("attachments").EnumerateArray().Select(one => Text(one, "name")), Does.Contain("Promotion report"));
        Assert.That(Text(failure, "status"), Is.EqualTo("passed"));
        Assert.That(failure.GetProperty("steps").EnumerateArray().Select(step => Text(step, "status")), Does.Contain("failed").And.Contain("passed"));
    }

    private static string Text(JsonElement result, string name) => FormatRules.Text(result, name);

    private static string Label(JsonElement result, string name) => SampleRun.LabelsOf(result, name).Single();
}
