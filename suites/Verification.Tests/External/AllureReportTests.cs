using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Reports.Generating;
using Verification.Suites;

namespace Verification.Tests.External;

/// <summary>The Allure generator on results of a real <c>dotnet test</c> of the suites: what it counts is what the TRX file counts.</summary>
[Category("External")]
public sealed class AllureReportTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allure-report-");

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    [CancelAfter(300_000)]
    public async Task Reports_of_two_runs_count_as_the_trx_file_does_and_know_the_run_before(CancellationToken cancellationToken)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        if (ExternalTool.All("node").Count == 0 || ExternalTool.All("npm").Count == 0)
        {
            ExternalTool.Missing("Node with npm", "apt-get install nodejs npm");
            return;
        }

        var generator = new AllureGenerator(RepositoryFile.Find("reports/package.json"), path);
        var well = await SuitesAsync("well", [], cancellationToken);
        var first = await generator.GenerateAsync(Request("well", singleFile: false), cancellationToken);
        var failing = await SuitesAsync("failing", new() { ["VERIFICATION_EXPECT_TAG"] = "v9.9.9" }, cancellationToken);
        var second = await generator.GenerateAsync(Request("failing", singleFile: true), cancellationToken);

        Assert.That((first.Total, first.Passed), Is.EqualTo(well));
        Assert.That((second.Total, second.Passed), Is.EqualTo(failing));
        Assert.That(failing.Passed, Is.LessThan(failing.Total));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "history.jsonl"), cancellationToken), Has.Length.EqualTo(2));
        var tests = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "failing", "report", "test-results.json"), cancellationToken)).GetProperty("byId").EnumerateObject().Select(test => test.Value).ToList();
        Assert.That(tests.Select(test => test.GetProperty("environment").GetString()).Distinct(), Is.EquivalentTo(["prod-cluster", "analytics-cluster", "all clusters"]));
        Assert.That(JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "failing", "report", "summary.json"), cancellationToken)).GetProperty("newTests").GetArrayLength(), Is.Zero, "the run before had them all");
        foreach (var page in Directory.EnumerateFiles(_folder.FullName, "*.html", SearchOption.AllDirectories))
        {
            Assert.That(await File.ReadAllTextAsync(page, cancellationToken), Does.Not.Contain("googletagmanager").And.Not.Contain("gtag("), page);
        }
    }

    private GenerationRequest Request(string run, bool singleFile) => new()
    {
        Results = Path.Combine(_folder.FullName, run, "allure-results"),
        Output = Path.Combine(_folder.FullName, run, "report"),
        History = Path.Combine(_folder.FullName, "history.jsonl"),
        SingleFile = singleFile,
    };

    private async Task<(int Total, int Passed)> SuitesAsync(string run, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var folder = _folder.CreateSubdirectory(run).FullName;
        var configuration = Path.Combine(folder, "allureConfig.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(new { allure = new { directory = Path.Combine(folder, "allure-results") } }), cancellationToken);
        environment["ALLURE_CONFIG"] = configuration;
        var assembly = typeof(VerificationRunFixture).Assembly.Location.Replace("Verification.Tests", "Verification.Suites", StringComparison.Ordinal);

        var result = await ExternalTool.RunAsync("dotnet", ["test", assembly, "--logger", $"trx;LogFileName={Path.Combine(folder, "suites.trx")}"], environment, cancellationToken);

        Assert.That(File.Exists(Path.Combine(folder, "suites.trx")), Is.True, result.ToString);
        var counters = XElement.Load(Path.Combine(folder, "suites.trx")).Descendants().Single(element => element.Name.LocalName == "Counters");
        return ((int)counters.Attribute("total")!, (int)counters.Attribute("passed")!);
    }
}
