using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Verification.Fixtures.Settings;
using Verification.Reports.Generating;
using Verification.Suites;

namespace Verification.Tests.External;

/// <summary>The Allure generator on results of a real <c>dotnet test</c> of the suites, and its report in a real browser.</summary>
[Category("External")]
public sealed partial class AllureReportTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allure-report-");

    private ((int Total, int Passed) Well, (int Total, int Passed) Failing) _counted;
    private GeneratedReport? _first;
    private GeneratedReport? _second;

    private string Report => Path.Combine(_folder.FullName, "failing", "report");

    /// <summary>Two runs, of which the second one fails: a report of each.</summary>
    [OneTimeSetUp]
    [CancelAfter(300_000)]
    public async Task GenerateAsync()
    {
        if (ExternalTool.All("node").Count == 0 || ExternalTool.All("npm").Count == 0)
        {
            ExternalTool.Missing("Node with npm", "apt-get install nodejs npm");
            return;
        }

        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        var generator = new AllureGenerator(RepositoryFile.Find("reports/package.json"), Environment.GetEnvironmentVariable("PATH"));
        var well = await SuitesAsync("well", [], cancellationToken);
        _first = await generator.GenerateAsync(Request("well", singleFile: false), cancellationToken);
        var failing = await SuitesAsync("failing", new() { ["VERIFICATION_EXPECT_TAG"] = "v9.9.9" }, cancellationToken);
        _second = await generator.GenerateAsync(Request("failing", singleFile: true), cancellationToken);
        _counted = (well, failing);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void Reports_count_what_the_trx_files_count()
    {
        Assert.That((_first!.Total, _first.Passed), Is.EqualTo(_counted.Well));
        Assert.That((_second!.Total, _second.Passed), Is.EqualTo(_counted.Failing));
        Assert.That(_counted.Failing.Passed, Is.LessThan(_counted.Failing.Total));
    }

    [Test]
    public async Task The_second_report_knows_the_first_run_and_every_cluster()
    {
        var tests = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Report, "test-results.json"))).GetProperty("byId").EnumerateObject().Select(test => test.Value);
        var summary = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Report, "summary.json")));

        Assert.That(await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "history.jsonl")), Has.Length.EqualTo(2));
        Assert.That(tests.Select(test => test.GetProperty("environment").GetString()).Distinct(), Is.EquivalentTo(["prod-cluster", "analytics-cluster", "all clusters"]));
        Assert.That(summary.GetProperty("newTests").GetArrayLength(), Is.Zero, "the run before had them all");
    }

    [Test]
    public async Task No_page_has_the_generator_s_analytics()
    {
        var pages = Directory.GetFiles(_folder.FullName, "*.html", SearchOption.AllDirectories);

        Assert.That(pages, Has.Length.GreaterThanOrEqualTo(2));
        foreach (var page in pages)
        {
            Assert.That(await File.ReadAllTextAsync(page), Does.Not.Contain("googletagmanager").And.Not.Contain("gtag("), page);
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_browser_shows_stages_environments_and_numbers(CancellationToken cancellationToken)
    {
        if (ExternalTool.All("chromium") is not [var chromium, ..])
        {
            ExternalTool.Missing("Chromium", "apt-get install chromium");
            return;
        }

        var log = Path.Combine(_folder.FullName, "net.json");
        var result = await ExternalTool.RunAsync(
            chromium,
            [
                "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={Path.Combine(_folder.FullName, "browser")}", "--virtual-time-budget=10000", $"--log-net-log={log}",
                "--dump-dom", new Uri(_second!.Page).AbsoluteUri,
            ],
            [],
            cancellationToken);

        var text = Tag().Replace(Script().Replace(result.Output, " "), " ");
        Assert.That(text, Does.Contain("Readiness").And.Contain("Release").And.Contain("CrossCluster").And.Contain("prod-cluster"), result.Errors);
        Assert.That(text, Does.Match($@"\b{_counted.Failing.Total}\b").And.Match($@"\b{_counted.Failing.Passed}\b"));
        Assert.That(await File.ReadAllTextAsync(log, cancellationToken), Does.Not.Contain("googletagmanager").And.Not.Contain("allurereport.org"));
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

    [GeneratedRegex(@"<(?<tag>script|style)[\s\S]*?</\k<tag>>", RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
