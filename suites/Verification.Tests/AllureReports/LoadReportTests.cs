using System.Text.Json;
using NUnit.Framework;
using Verification.LoadTests;
using Verification.LoadTests.Scenarios;
using Verification.Tests.Standins.AllureNUnit;
using static Verification.Tests.Standins.AllureNUnit.FormatRules;

namespace Verification.Tests.AllureReports;

public sealed class LoadReportTests
{
    [Test]
    public async Task A_load_test_leaves_its_figures_and_a_step_for_each_finding()
    {
        using var run = await SampleRun.RunAsync(
            typeof(LoadRunFixture).Assembly.Location,
            $"<filter><class>{typeof(HealthLoadTests).FullName}</class></filter>",
            new() { ["VERIFICATION_LOAD_SECONDS"] = "1", ["VERIFICATION_LOAD_CONNECTIONS"] = "2" },
            TestContext.CurrentContext.CancellationToken);

        Assert.That(run.Tests.SelectMany(test => SampleRun.LabelsOf(test, "environment")), Is.EquivalentTo(["prod-cluster", "analytics-cluster"]));
        foreach (var test in run.Tests)
        {
            AssertTest(test);
            Assert.That(SampleRun.LabelsOf(test, "feature"), Is.EqualTo(["Load"]));
            Assert.That(test.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name")), Does.Contain("judge: error rate under load"));
            Assert.That(run.Attached(test, "Load facts"), Does.Contain("\"requests\":"));
        }

        var metrics = Directory.GetFiles(run.Results, "*-perf.json").SelectMany(file => JsonElement.Parse(File.ReadAllText(file)).EnumerateArray().Select(one => Text(one, "key"))).ToList();
        Assert.That(metrics, Is.Unique.And.Exactly(12).Items.And.Contain("prod-cluster.health.p95").And.Contain("analytics-cluster.health.rps"));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(run.Results, "environment.properties")), Does.Contain("Load=500/s or 2 connections, 1 s"));
    }
}
