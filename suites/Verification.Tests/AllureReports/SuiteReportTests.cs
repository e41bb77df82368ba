using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Model.Facts;
using Verification.Reports.Evidence;
using Verification.Suites;
using Verification.Tests.Standins.AllureNUnit;
using static Verification.Tests.Standins.AllureNUnit.FormatRules;

namespace Verification.Tests.AllureReports;

/// <summary>What the suites leave for Allure: when all is well, when checks fail, and when nothing can be seen. The last two have a secret in their messages.</summary>
public sealed class SuiteReportTests
{
    private const string Token = "ghp_Zq8xLm3TkW7vYb2NZq8xLm3TkW7vYb2N";

    private const string Known = "value-of-a-variable";

    private SampleRun _well = null!;
    private SampleRun _failed = null!;
    private SampleRun _blind = null!;

    private IEnumerable<SampleRun> All => [_well, _failed, _blind];

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        AllureSurfaceTests.RequireStandin();
        var pipeline = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKFLOW"] = "release", ["GITHUB_RUN_NUMBER"] = "5", ["HARNESS_PIPELINE_ID"] = "" };
        SampleRun[] runs = await Task.WhenAll(
            SuitesAsync(pipeline),
            SuitesAsync(new() { ["VERIFICATION_EXPECT_TAG"] = Token }),
            SuitesAsync(new() { ["VERIFICATION_SNAPSHOT"] = $"/nowhere/{Token}/{Known}.json", ["DEPLOY_TOKEN"] = Known }));
        (_well, _failed, _blind) = (runs[0], runs[1], runs[2]);
    }

    [OneTimeTearDown]
    public void Tidy()
    {
        foreach (var run in All)
        {
            run?.Dispose();
        }
    }

    [Test]
    public void Every_result_is_of_the_format_and_as_many_as_nunit_s()
    {
        foreach (var run in All)
        {
            Assert.Multiple(() => run.Tests.ToList().ForEach(AssertTest));
            Assert.That(run.Tests, Has.Count.EqualTo(run.Expected.Count).And.Count.GreaterThan(50));
        }
    }

    [Test]
    public void A_test_tells_release_stage_check_cluster_weight_owner_and_topology()
    {
        var test = Of(_well, "targets healthy - prod-cluster/notification-service");

        string[] names = ["epic", "feature", "story", "parentSuite", "suite", "environment", "severity", "owner"];
        Assert.That(
            names.Select(name => SampleRun.LabelsOf(test, name).Single()),
            Is.EqualTo(["notification-service v1.2.3", "Readiness", "targets healthy", "Readiness", "prod-cluster", "prod-cluster", "critical", "release engineering"]));
        Assert.That(test.GetProperty("links").EnumerateArray().Select(link => (Text(link, "name"), Text(link, "url")[^16..])), Is.EqualTo([("topology", "ogies/guide.yaml")]));
        Assert.That(
            test.GetProperty("parameters").EnumerateArray().Select(one => $"{Text(one, "name")}={Text(one, "value")}"),
            Is.EqualTo(["check=\"targets-healthy\"", "cluster=\"prod-cluster\"", "service=\"notification-service\""]));
        Assert.That(Text(test, "descriptionHtml"), Does.Contain("to do     Ask the load balancer why"));
    }

    [Test]
    public void Steps_say_where_it_was_read_and_what_was_expected_and_observed()
    {
        var steps = Of(_well, "targets healthy - prod-cluster/notification-service").GetProperty("steps").EnumerateArray().ToList();

        Assert.That(steps.Select(step => (Text(step, "name"), Text(step, "status"))), Is.EqualTo([("look: elasticloadbalancing:DescribeTargetHealth in us-east-1", "passed"), ("judge: targets healthy", "passed")]));
        Assert.That(
            steps[1].GetProperty("parameters").EnumerateArray().Select(one => $"{Text(one, "name")}: {Text(one, "value")}"), Is.EqualTo(["expected: at least 2 healthy", "observed: 3 healthy"]));
    }

    [Test]
    public void Every_test_has_the_facts_of_its_cluster_in_a_file_of_its_own_that_can_be_read_again()
    {
        // Of two results that share a file, the generator finds it for one.
        var sources = _well.Tests.Select(test => Source(test, "Snapshot")).ToList();
        var prod = SnapshotJson.Read(_well.Attached(Of(_well, "targets healthy - prod-cluster/notification-service"), "Snapshot"));

        Assert.That(sources, Is.Unique);
        Assert.That(prod.Clusters.Select(cluster => cluster.Name), Is.EqualTo(["prod-cluster"]));
        Assert.That(_well.Attached(Of(_well, "targets healthy - prod-cluster/notification-service"), "AWS calls"), Does.StartWith("operation,calls\n").And.Match(@"\necs:DescribeServices,\d+\n"));
    }

    [Test]
    public void Environment_and_executor_tell_what_was_tested_and_who_tested_it()
    {
        var environment = File.ReadAllLines(Path.Combine(_well.Results, "environment.properties"));
        var executor = JsonElement.Parse(File.ReadAllText(Path.Combine(_well.Results, "executor.json")));

        Assert.That(environment, Does.Contain("Target=sandbox").And.Contain("Topology=guide").And.Contain("Service=notification-service").And.Contain(@"Expected\ tag=v1.2.3").And.Contain("Decision=Promote"));
        Assert.That(environment, Has.Some.StartsWith(@"Image\ in\ prod-cluster=").And.Some.StartsWith(".NET="));
        Assert.That((Text(executor, "type"), Text(executor, "buildName")), Is.EqualTo(("github", "release #5")));
    }

    [Test]
    public void Categories_part_failed_checks_from_what_was_not_judged_or_seen()
    {
        var failed = Of(_failed, "image tag - prod-cluster/notification-service");

        Assert.That((Text(failed, "status"), Category(_failed, failed)), Is.EqualTo(("failed", "Cause: The expected version has not been deployed to the cluster")));
        Assert.That(_blind.Tests.Select(test => (Text(test, "status"), Category(_blind, test))).Distinct(), Is.EqualTo([("broken", "Could not look")]));
        Assert.That(_failed.Tests.Where(test => Text(test, "status") != "passed").Select(test => Category(_failed, test)).Distinct(), Has.All.StartsWith("Cause: ").Or.EqualTo("Check failed").Or.EqualTo("Cannot be judged"));
    }

    [Test]
    public void A_failed_check_fails_in_the_step_that_judged_it()
    {
        var steps = Of(_failed, "image tag - prod-cluster/notification-service").GetProperty("steps").EnumerateArray().ToList();

        Assert.That(steps.Select(step => Text(step, "status")), Is.EqualTo(["passed", "failed"]));
        Assert.That(_failed.Attached(Of(_failed, "image tag - prod-cluster/notification-service"), "Explanation"), Does.Contain("to do"));
    }

    [Test]
    public void A_test_is_known_again_whether_it_passes_fails_or_is_never_reached()
    {
        var ids = _well.Tests.Select(test => Text(test, "historyId")).ToList();

        Assert.That(ids, Is.Unique);
        Assert.That(_failed.Tests.Select(test => Text(test, "historyId")), Is.EquivalentTo(ids));
        Assert.That(_blind.Tests.Select(test => Text(test, "historyId")), Is.EquivalentTo(ids));
        Assert.That(_blind.Tests.SelectMany(test => SampleRun.LabelsOf(test, "feature")).Distinct(), Is.EquivalentTo(["Readiness", "Release", "CrossCluster"]));
    }

    [Test]
    public void A_secret_in_a_message_is_in_no_file()
    {
        foreach (var run in (SampleRun[])[_failed, _blind])
        {
            Assert.That(run.Files.Where(file => File.ReadAllText(file) is var text && (text.Contains(Token, StringComparison.Ordinal) || text.Contains(Known, StringComparison.Ordinal))).Select(Path.GetFileName), Is.Empty);
            Assert.That(run.Files.Count(file => File.ReadAllText(file).Contains(Redaction.Hidden, StringComparison.Ordinal)), Is.GreaterThan(2), "it was there, and is hidden");
        }
    }

    private static JsonElement Of(SampleRun run, string name) => run.Tests.Single(test => Text(test, "name") == name);

    private static string Source(JsonElement test, string attachment) =>
        Text(test.GetProperty("attachments").EnumerateArray().Single(one => Text(one, "name") == attachment), "source");

    /// <summary>The first one that matches, as reports choose it.</summary>
    private static string? Category(SampleRun run, JsonElement test)
    {
        // A run that could not look has not got so far as to write them.
        var file = run.Files.SingleOrDefault(one => Path.GetFileName(one) == "categories.json");
        Assert.That(file, Is.Not.Null);
        return JsonElement.Parse(File.ReadAllText(file!)).EnumerateArray()
            .Where(category => category.GetProperty("matchedStatuses").EnumerateArray().Any(status => status.GetString() == Text(test, "status")))
            .FirstOrDefault(category => Regex.IsMatch(Text(test.GetProperty("statusDetails"), "message"), $"^{Text(category, "messageRegex")}$"))
            .GetProperty("name").GetString();
    }

    private static Task<SampleRun> SuitesAsync(Dictionary<string, string> environment) =>
        SampleRun.RunAsync(typeof(VerificationRunFixture).Assembly.Location, "<filter/>", environment, TestContext.CurrentContext.CancellationToken);
}
