using System.Text.Json;
using NUnit.Framework;
using static Verification.Tests.Standins.AllureNUnit.FormatRules;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>What the stand-in for Allure.NUnit writes, after real runs of <c>Verification.AllureSamples</c>.</summary>
public sealed class ResultFileTests
{
    private SampleRun _run = null!;
    private SampleRun _again = null!;

    [OneTimeSetUp]
    public async Task RunTwiceAsync()
    {
        AllureSurfaceTests.RequireStandin();
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        SampleRun[] runs = await Task.WhenAll(SampleRun.RunAsync(cancellationToken), SampleRun.RunAsync(cancellationToken));
        (_run, _again) = (runs[0], runs[1]);
    }

    [OneTimeTearDown]
    public void Tidy()
    {
        _run?.Dispose();
        _again?.Dispose();
    }

    [Test]
    public void Every_test_that_nunit_counts_has_one_result()
    {
        var expected = _run.Expected.GroupBy(test => $"{test.Attribute("classname")!.Value}.{test.Attribute("methodname")!.Value}", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

        var reported = _run.Tests.GroupBy(test => $"{SampleRun.LabelsOf(test, "package").Single()}.{SampleRun.LabelsOf(test, "testMethod").Single()}", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

        Assert.That(expected, Has.Count.GreaterThan(15));
        Assert.That(reported, Is.EquivalentTo(expected));
    }

    [Test]
    public void Statuses_are_as_many_as_nunit_s_results()
    {
        int Count(params string[] results) => _run.Expected.Count(test => results.Contains(test.Attribute("result")!.Value));

        var statuses = _run.Tests.CountBy(test => Text(test, "status")).ToDictionary(StringComparer.Ordinal);

        Assert.That(statuses["passed"], Is.EqualTo(Count("Passed")));
        Assert.That(statuses["skipped"], Is.EqualTo(Count("Skipped")));
        Assert.That(statuses["failed"] + statuses["broken"], Is.EqualTo(Count("Failed", "Inconclusive", "Warning")));
    }

    [Test]
    public void Every_result_and_container_is_of_the_format()
    {
        Assert.Multiple(() =>
        {
            foreach (var test in _run.Tests)
            {
                AssertTest(test);
                Assert.That(Text(test, "stage"), Is.EqualTo("finished"));
                Assert.That(SampleRun.LabelsOf(test, "language"), Is.EqualTo(["C#"]));
                Assert.That(SampleRun.LabelsOf(test, "framework"), Is.EqualTo(["NUnit"]));
                Assert.That(SampleRun.LabelsOf(test, "host"), Is.EqualTo([Environment.MachineName]));
                Assert.That(SampleRun.LabelsOf(test, "thread"), Has.Count.EqualTo(1));
                Assert.That(SampleRun.LabelsOf(test, "environment"), Does.Contain("rehearsal"), "from ALLURE_LABEL_environment");
                Assert.That(SampleRun.LabelsOf(test, "department"), Is.EqualTo(["platform"]), "from globalLabels");
            }

            foreach (var container in _run.Containers)
            {
                AssertContainer(container);
            }
        });
    }

    [TestCase("Passes", "passed", null)]
    [TestCase("Fails", "failed", "one is not two")]
    [TestCase("Fails_twice", "failed", "Multiple failures")]
    [TestCase("Breaks", "broken", "System.InvalidOperationException : it cannot go on")]
    [TestCase("Is_inconclusive", "broken", "nobody knows")]
    [TestCase("Warns", "broken", "look here")]
    [TestCase("Ignores_itself", "skipped", "not on this machine")]
    [TestCase("Is_ignored", "skipped", "until the fix is out")]
    [TestCase("Is_in_an_ignored_fixture", "skipped", "the whole fixture waits")]
    [TestCase("Cannot_run", "broken", "Not enough arguments provided, provide at least 2 arguments.")]
    [TestCase("Is_not_reached", "broken", "nothing could be seen")]
    [TestCase("Needs_ground", "broken", "the ground is not there")]
    public void Outcome_is_told_with_its_reason(string method, string status, string? reason)
    {
        var test = _run.Test(method);

        Assert.That(Text(test, "status"), Is.EqualTo(status));
        Assert.That(test.TryGetProperty("statusDetails", out var details) ? Text(details, "message") : null, reason is null ? Is.Null : Does.Contain(reason));
    }

    [Test]
    public void A_failure_has_its_stack_trace() =>
        Assert.That(Text(_run.Test("Breaks").GetProperty("statusDetails"), "trace"), Does.Contain("OutcomeSamples.Breaks()"));

    [Test]
    public void Description_categories_author_and_output_of_nunit_are_taken_over()
    {
        var test = _run.Test("Passes");

        Assert.That(Text(test, "description"), Is.EqualTo("what it is good for"));
        Assert.That(SampleRun.LabelsOf(test, "tag"), Is.EqualTo(["smoke"]));
        Assert.That(SampleRun.LabelsOf(test, "owner"), Is.EqualTo(["release engineering", "platform team"]));
        Assert.That(_run.Attached(test, "Console Output"), Does.Contain("said on the way"));
        Assert.That(
            ((string[])["parentSuite", "suite", "subSuite"]).SelectMany(name => SampleRun.LabelsOf(test, name)),
            Is.EqualTo(["Verification.AllureSamples", "Verification.AllureSamples.Reached", "OutcomeSamples"]));
        Assert.That(
            Text(test, "fullName"), Is.EqualTo("Verification.AllureSamples:Verification.AllureSamples.Reached.OutcomeSamples.Passes()"));
    }

    [Test]
    public void A_one_time_set_up_that_throws_is_the_broken_fixture_of_all_that_it_kept_from_running()
    {
        var container = _run.Containers.Single(one => Text(one, "name").EndsWith(".Unreached", StringComparison.Ordinal) || Text(one, "name").EndsWith("SetUpOfUnreached", StringComparison.Ordinal));
        var children = container.GetProperty("children").EnumerateArray().Select(child => child.GetString()!);

        var before = container.GetProperty("befores").EnumerateArray().Single();
        Assert.That((Text(before, "name"), Text(before, "status")), Is.EqualTo(("Look", "broken")));
        Assert.That(Text(before.GetProperty("statusDetails"), "message"), Is.EqualTo("nothing could be seen"));
        Assert.That(children, Is.EquivalentTo(_run.Tests.Where(test => SampleRun.LabelsOf(test, "testClass").Contains("UnreachedSamples")).Select(test => Text(test, "uuid"))));
        Assert.That(children.Count(), Is.EqualTo(3));
    }

    [Test]
    public void Set_ups_and_tear_downs_are_reported_with_their_steps()
    {
        var step = _run.Test("Steps_at_the_same_time_keep_apart");
        var own = _run.Containers.Single(one => one.GetProperty("children").EnumerateArray().Any(child => child.GetString() == Text(step, "uuid")) && one.GetProperty("children").GetArrayLength() == 1);
        var shared = _run.Containers.Single(one => one.GetProperty("befores").EnumerateArray().Any(before => Text(before, "name") == "Look" && Text(before, "status") == "passed"));

        var (before, after) = (own.GetProperty("befores")[0], own.GetProperty("afters")[0]);
        Assert.That((Text(before, "name"), Text(before, "status"), Text(before.GetProperty("steps")[0], "name")), Is.EqualTo(("Prepare", "passed", "prepare")));
        Assert.That((Text(after, "name"), Text(after, "status"), Text(after.GetProperty("statusDetails"), "message")), Is.EqualTo(("Tidy", "broken", "the broom is broken")));
        Assert.That(_run.Attached(shared.GetProperty("befores")[0].GetProperty("steps")[0], "seen"), Is.EqualTo("what was seen"));
        Assert.That(shared.GetProperty("afters").EnumerateArray().Select(one => Text(one, "name")), Is.EqualTo(["Leave"]));
        Assert.That(
            shared.GetProperty("children").EnumerateArray().Select(child => child.GetString()),
            Is.EquivalentTo(_run.Tests.Where(test => SampleRun.LabelsOf(test, "package").Single().Contains(".Reached.", StringComparison.Ordinal)).Select(test => Text(test, "uuid"))));
    }

    [Test]
    public void Steps_that_run_at_the_same_time_keep_what_is_theirs()
    {
        var steps = _run.Test("Steps_at_the_same_time_keep_apart").GetProperty("steps").EnumerateArray().ToList();

        Assert.That(steps.Select(step => (Text(step, "name"), Text(step, "status"))), Is.EqualTo([("outer", "passed"), ("asks", "passed"), ("compares", "failed")]));
        var branches = steps[0].GetProperty("steps").EnumerateArray().ToList();
        Assert.That(branches.Select(branch => Text(branch, "name")), Is.EquivalentTo(Enumerable.Range(1, 8).Select(number => $"branch {number}")));
        foreach (var branch in branches)
        {
            var leaf = Text(branch, "name").Replace("branch", "leaf", StringComparison.Ordinal);
            Assert.That(branch.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name")), Is.EqualTo([leaf]));
            Assert.That(branch.GetProperty("attachments").EnumerateArray().Select(attachment => Text(attachment, "name")), Is.EqualTo([leaf]));
        }
    }

    [Test]
    public void Tests_that_run_at_the_same_time_keep_what_is_theirs()
    {
        var tests = _run.Tests.Where(test => SampleRun.LabelsOf(test, "testMethod").Contains("Runs_beside_others")).ToList();

        Assert.That(tests, Has.Count.EqualTo(12));
        foreach (var test in tests)
        {
            var number = test.GetProperty("parameters")[0].GetProperty("value").GetString();
            Assert.That(test.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name")), Is.EqualTo([$"step of {number}"]));
            Assert.That(test.GetProperty("attachments").EnumerateArray().Select(attachment => Text(attachment, "name")), Is.EqualTo([$"attachment of {number}"]));
        }
    }

    [Test]
    public void History_ids_are_the_same_in_the_next_run_and_differ_between_clusters_and_parameters()
    {
        var endpoints = _run.Tests.Where(test => SampleRun.LabelsOf(test, "testMethod").Contains("Endpoint_answers")).ToList();

        Assert.That(endpoints.Select(test => Text(test, "historyId")), Is.Unique.And.Exactly(4).Items);
        Assert.That(endpoints.Select(test => Text(test, "testCaseId")).Distinct(), Has.Exactly(2).Items, "one a cluster, of two parameters each");
        Assert.That(endpoints.Select(test => Text(test, "fullName")), Has.Some.Contains("ParameterSamples(\"prod-cluster\",8083).Endpoint_answers(System.String,System.Nullable`1[System.Int32])"));
        Assert.That(_again.Tests.Select(test => Text(test, "historyId")), Is.EquivalentTo(_run.Tests.Select(test => Text(test, "historyId"))));
        Assert.That(_run.Tests.Select(test => Text(test, "historyId")), Is.Unique);
        Assert.That(_run.Tests.Concat(_again.Tests).Select(test => Text(test, "uuid")), Is.Unique);
    }

    [Test]
    public void Attributes_say_what_they_are_named_for()
    {
        var test = _run.Test("Says_all_by_attribute");

        string[] names = ["parentSuite", "suite", "subSuite", "epic", "feature", "story", "severity", "layer", "ALLURE_ID"];
        Assert.That(names.Select(name => SampleRun.LabelsOf(test, name).Single()), Is.EqualTo(["releases", "readiness", "targets", "release", "stage", "check", "critical", "api", "42"]));
        Assert.That(SampleRun.LabelsOf(test, "owner"), Is.EqualTo(["release engineering", "platform"]));
        Assert.That(SampleRun.LabelsOf(test, "tag"), Is.EqualTo(["one", "two"]));
        Assert.That(Text(test, "description"), Is.EqualTo("by attribute"));
        Assert.That(
            test.GetProperty("links").EnumerateArray().Select(link => (Text(link, "type"), Text(link, "name"), Text(link, "url"))),
            Is.EquivalentTo([
                ("link", "manual", "https://example.org/manual"), ("issue", "VER-6", "https://example.org/issues/VER-6"), ("tms", "T-1", "https://example.org/tests/T-1"),
            ]));
    }

    [Test]
    public void The_api_says_what_it_is_named_for()
    {
        var test = _run.Test("Says_all_by_api");

        Assert.That((Text(test, "name"), Text(test, "description")), Is.EqualTo(("a name of its own", "by api")));
        Assert.That(SampleRun.LabelsOf(test, "severity"), Is.EqualTo(["minor"]));
        Assert.That(SampleRun.LabelsOf(test, "owner"), Is.EqualTo(["somebody"]));
        Assert.That(SampleRun.LabelsOf(test, "epic"), Is.EquivalentTo(["release", "another epic"]));
        Assert.That(SampleRun.LabelsOf(test, "tag"), Is.EquivalentTo(["one", "two", "three"]));
        Assert.That(test.GetProperty("links").EnumerateArray().Select(link => Text(link, "url")), Is.EquivalentTo(["https://example.org/page", "https://example.org/issues/VER-7"]));
        Assert.That(
            test.GetProperty("parameters").EnumerateArray().Select(one => (Text(one, "name"), Text(one, "value"), one.TryGetProperty("mode", out var mode) ? mode.GetString() : null, one.GetProperty("excluded").GetBoolean())),
            Is.EqualTo([("cluster", "\"prod-cluster\"", null, false), ("token", "\"hush\"", "masked", true), ("port", "8083", "hidden", false)]));
        Assert.That(_run.Attached(test, "notes"), Is.EqualTo("note"));
    }

    [Test]
    public async Task Where_the_folder_cannot_be_made_results_are_temporary_files()
    {
        var folder = Directory.CreateTempSubdirectory("allure-temporary-");
        var configuration = Path.Combine(folder.FullName, "allureConfig.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new { allure = new { directory = Path.Combine(configuration, "below-a-file") } }));

        using var run = await SampleRun.RunAsync(
            SampleProcess.Samples.Location,
            $"<filter><class>{typeof(AllureSamples.Own.OwnSamples).FullName}</class></filter>",
            new() { ["ALLURE_CONFIG"] = configuration, ["TMPDIR"] = folder.FullName, ["TEMP"] = folder.FullName, ["TMP"] = folder.FullName },
            TestContext.CurrentContext.CancellationToken);

        Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "allure-results"), "*-result.json"), Has.Length.EqualTo(1));
        folder.Delete(recursive: true);
    }

    [Test]
    public void Attachments_are_there_and_nothing_is_written_elsewhere()
    {
        var sources = _run.Tests.Concat(_run.Containers.SelectMany(one => (JsonElement[])[.. one.GetProperty("befores").EnumerateArray(), .. one.GetProperty("afters").EnumerateArray()]))
            .SelectMany(WithSteps).SelectMany(item => item.GetProperty("attachments").EnumerateArray()).Select(attachment => Text(attachment, "source")).ToList();

        Assert.That(sources, Is.Unique.And.Count.GreaterThan(20));
        Assert.That(sources, Is.EquivalentTo(Directory.GetFiles(_run.Results, "*-attachment*").Select(Path.GetFileName)));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(_run.Results)!).Select(Path.GetFileName), Is.EquivalentTo(["allureConfig.json", "allure-results", "nunit.xml"]));
        Assert.That(Directory.GetDirectories(_run.Results), Is.Empty);
    }
}
