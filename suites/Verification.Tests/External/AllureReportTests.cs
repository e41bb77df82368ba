using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Playwright;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Fixtures.Settings;
using Verification.LoadTests;
using Verification.Model.Checks;
using Verification.Rehearsal.Commands;
using Verification.Reports.Generating;
using Verification.Suites;
using Verification.Tests.Reports.Promotion;

namespace Verification.Tests.External;

/// <summary>
/// The report as QA gets it, after three runs: the suites, the suites with what is deployed not being what is expected, and the suites, a load test and a
/// rehearsal. The last one is opened in a real browser.
/// </summary>
[Category("External")]
public sealed class AllureReportTests
{
    private const string Swap = "Swap Target Groups - prod-cluster/notification-service";

    // The rehearsal, which deploys to production only, has no check of that name.
    private const string ImageTag = "image tag - analytics-cluster/notification-service";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allure-report-");

    private readonly Dictionary<string, (int Total, int Passed)> _counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GeneratedReport> _reports = new(StringComparer.Ordinal);

    private Chromium? _chromium;

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
        _chromium = await Chromium.StartAsync();
        var suites = typeof(VerificationRunFixture).Assembly.Location;
        var loadTests = typeof(LoadRunFixture).Assembly.Location;
        await Task.WhenAll(
            Task.Run(async () =>
            {
                await TestAsync("well", suites, [], [], cancellationToken);
                await TestAsync("failing", suites, [], new() { ["VERIFICATION_EXPECT_TAG"] = "v9.9.9" }, cancellationToken);
                await TestAsync("last", suites, [], [], cancellationToken);
                await TestAsync("last", loadTests, ["--filter", "FullyQualifiedName~HealthLoad&TestCategory=prod-cluster"], new() { ["VERIFICATION_LOAD_SECONDS"] = "1" }, cancellationToken);
            }, cancellationToken),
            Task.Run(() => RehearseAsync("last", cancellationToken), cancellationToken));
        foreach (var run in (string[])["well", "failing", "last"])
        {
            _reports[run] = await Generator.GenerateAsync(Request(run, singleFile: run != "failing"), cancellationToken);
        }
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Test]
    public void Reports_count_what_the_trx_files_count()
    {
        var rehearsed = Results("last").Count(text => text.Contains("\"value\":\"Verification\"", StringComparison.Ordinal));

        Assert.That((_reports["well"].Total, _reports["well"].Passed), Is.EqualTo(_counted["well"]));
        Assert.That((_reports["failing"].Total, _reports["failing"].Passed), Is.EqualTo(_counted["failing"]));
        Assert.That(_reports["last"].Total, Is.EqualTo(_counted["last"].Total + rehearsed).And.GreaterThan(_counted["last"].Total));
        Assert.That(_counted["failing"].Passed, Is.LessThan(_counted["failing"].Total));
        Assert.That(_reports["last"].Warnings, Is.Empty, "suites, load tests and a rehearsal stand beside each other");
    }

    [Test]
    public async Task No_page_has_the_generator_s_analytics()
    {
        foreach (var page in Directory.GetFiles(_folder.FullName, "*.html", SearchOption.AllDirectories).Where(page => page.Contains("report", StringComparison.Ordinal)))
        {
            Assert.That(await File.ReadAllTextAsync(page), Does.Not.Contain("googletagmanager").And.Not.Contain("gtag("), page);
        }
    }

    [Test]
    public async Task A_browser_shows_numbers_stages_and_environments_and_asks_for_nothing()
    {
        var page = await OpenAsync("");

        var text = await page.Page.InnerTextAsync("body");
        Assert.That(text, Does.Match($@"Total\s+{_reports["last"].Total}\b").And.Match($@"Passed\s+{_reports["last"].Passed}\b"));
        Assert.That(text, Does.Contain("Readiness").And.Contain("CrossCluster").And.Contain("Load").And.Contain("Deploy to Production").And.Contain("Gate").And.Contain("Clients"));
        Assert.That(text, Does.Contain("Environment: \"prod-cluster\"").And.Contain("Environment: \"analytics-cluster\"").And.Contain("Environment: \"all clusters\""));
        Assert.That(text, Does.Contain("Service\nnotification-service"));
        Assert.That(page.Requests.Where(IsOutside).Concat(page.Complaints), Is.Empty);
    }

    [Test]
    public async Task A_step_of_the_rehearsal_shows_what_it_did_and_its_timeline()
    {
        var page = await OpenAsync(Id("last", Swap));

        var text = await page.Page.InnerTextAsync("body");
        Assert.That(text, Does.Contain(Swap).And.Contain("Critical").And.Contain("notification-service v1.3.0").And.Contain("release engineering"));
        Assert.That(text, Does.Contain("swap: production goes to").And.Contain("Timeline").And.Contain("Output"));
        Assert.That(await page.Page.GetByTestId("test-result-attachment-missed").CountAsync(), Is.Zero);
        await page.Page.GetByText("Timeline", new() { Exact = true }).First.ClickAsync();
        await page.Page.Locator("[data-testid='test-result-attachment'] img, [data-testid='test-result-attachment'] iframe, [data-testid='test-result-attachment'] svg").First.WaitForAsync();
        Assert.That(page.Requests.Where(IsOutside), Is.Empty);
    }

    [Test]
    public async Task A_check_shows_its_steps_its_facts_and_three_runs()
    {
        var page = await OpenAsync(Id("last", ImageTag));

        var text = await page.Page.InnerTextAsync("body");
        Assert.That(text, Does.Contain("look: ecs:DescribeTaskDefinition in us-west-2").And.Contain("judge: image tag").And.Contain("Snapshot").And.Contain("AWS calls"));
        Assert.That(await page.Page.GetByTestId("test-result-attachment-missed").CountAsync(), Is.Zero);
        await page.Page.GetByTestId("test-result-tab-history").ClickAsync();
        var history = page.Page.GetByTestId("test-result-history-item");
        await history.First.WaitForAsync();
        Assert.That(await history.CountAsync(), Is.EqualTo(2), "this run, and two before");
        Assert.That(await history.First.InnerHTMLAsync(), Does.Contain("failed"), "the run before");
    }

    [Test]
    public async Task Figures_have_their_units_and_failures_their_category()
    {
        var metrics = await (await OpenAsync("metrics")).Page.InnerTextAsync("body");
        var categories = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "failing", "report", "widgets", "categories.json")));

        Assert.That(metrics, Does.Contain("Performance metrics").And.Match(@"prod-cluster\.health\.p95\s+1\s+[\d.]+ ms").And.Match(@"prod-cluster\.rehearsal\.rps\s+1\s+[\d.]+ requests/s").And.Match(@"rehearsal\.total\.seconds\s+1\s+[\d.]+ s"));
        Assert.That(categories.ToString(), Does.Contain("Cause: The expected version has not been deployed to the cluster"));
    }

    [Test]
    public async Task Hostile_names_are_words_on_the_page()
    {
        var page = await OpenAsync(Id("last", "hostile"));

        await page.Page.GetByTestId("test-result-description").WaitForAsync();
        Assert.That(await page.Page.InnerTextAsync("body"), Does.Contain(HostileTexts.Script));
        Assert.That(page.Requests.Where(IsOutside).Concat(page.Complaints), Is.Empty);
    }

    [Test]
    public async Task Pictures_and_words_have_names_and_contrast()
    {
        var page = await OpenAsync(Id("last", Swap));

        // The page is the generator's: what it does about landmarks and roles is not ours to say.
        Assert.That((await page.AxeAsync()).Where(one => one.StartsWith("image-alt", StringComparison.Ordinal) || one.StartsWith("document-title", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Allure's own gate, which needs Node 22, says what the policy says.</summary>
    [Test]
    [CancelAfter(120_000)]
    public async Task The_quality_gate_of_allure_says_what_the_policy_says(CancellationToken cancellationToken)
    {
        var node = GuideEndpoint.File("JavaScript", "node_modules", "node", "bin", "node");
        if (!File.Exists(node))
        {
            ExternalTool.Missing("Node 22", "npm ci --prefix suites/Verification.Tests/External/JavaScript");
        }

        var (well, failing) = (await GateAsync(node, "well", cancellationToken), await GateAsync(node, "failing", cancellationToken));
        var history = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "history.jsonl"), cancellationToken);

        Assert.That(well.ExitCode, Is.Zero, well.ToString);
        Assert.That((failing.ExitCode, failing.Errors), Is.EqualTo((1, failing.Errors)), failing.ToString);
        Assert.That(failing.Errors, Does.Contain("blocking/maxFailures"));
        Assert.That(history, Has.Length.EqualTo(3), "it is no run of its own");
    }

    private static AllureGenerator Generator => new(RepositoryFile.Find("reports/package.json"), Environment.GetEnvironmentVariable("PATH"));

    private static bool IsOutside(string url) => !url.StartsWith("file://", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal);

    private Task<ToolResult> GateAsync(string node, string run, CancellationToken cancellationToken) => ExternalTool.RunAsync(
        node,
        [RepositoryFile.Find("reports/node_modules/allure/cli.js"), "quality-gate", "--config", Path.Combine(_folder.FullName, run, "gate.mjs"), Path.Combine(_folder.FullName, run, "allure-results")],
        [],
        cancellationToken);

    /// <summary>By which the report calls a test.</summary>
    private string Id(string run, string name) => JsonElement.Parse(File.ReadAllText(Path.Combine(_folder.FullName, run, "report", "test-results.json"))).GetProperty("byId").EnumerateObject()
        .Single(test => test.Value.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal)).Name;

    private async Task<ChromiumPage> OpenAsync(string place)
    {
        var page = await _chromium!.OpenAsync(_reports["last"].Page, 1280, ColorScheme.Light, place);
        await page.Page.GetByTestId("base-layout").Or(page.Page.GetByText("Performance metrics")).First.WaitForAsync();
        return page;
    }

    private GenerationRequest Request(string run, bool singleFile) => new()
    {
        Results = Path.Combine(_folder.FullName, run, "allure-results"),
        Output = Path.Combine(_folder.FullName, run, "report"),
        History = Path.Combine(_folder.FullName, "history.jsonl"),
        SingleFile = singleFile,
        Clusters = ["prod-cluster", "analytics-cluster"],
        Configuration = Path.Combine(_folder.FullName, run, "gate.mjs"),
    };

    private IEnumerable<string> Results(string run) => Directory.EnumerateFiles(Path.Combine(_folder.FullName, run, "allure-results"), "*-result.json").Select(File.ReadAllText);

    private async Task<Dictionary<string, string?>> EnvironmentAsync(string run, CancellationToken cancellationToken)
    {
        var folder = _folder.CreateSubdirectory(run).FullName;
        var configuration = Path.Combine(folder, "allureConfig.json");
        await File.WriteAllTextAsync(
            configuration,
            JsonSerializer.Serialize(new { allure = new { directory = Path.Combine(folder, "allure-results"), globalLabels = new { owner = "release engineering" } } }),
            cancellationToken);
        return new(StringComparer.Ordinal) { ["ALLURE_CONFIG"] = configuration };
    }

    private async Task TestAsync(string run, string assembly, string[] options, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in await EnvironmentAsync(run, cancellationToken))
        {
            environment[name] = value;
        }

        var trx = Path.Combine(_folder.FullName, run, $"{Path.GetFileNameWithoutExtension(assembly)}.trx");
        var beside = assembly.Replace("Verification.Tests", Path.GetFileNameWithoutExtension(assembly), StringComparison.Ordinal);
        var result = await ExternalTool.RunAsync(
            "dotnet", ["test", beside, "--settings", RepositoryFile.Find("runsettings/sandbox.runsettings"), "--logger", $"trx;LogFileName={trx}", .. options], environment, cancellationToken);

        Assert.That(File.Exists(trx), Is.True, result.ToString);
        var counters = XElement.Load(trx).Descendants().Single(element => element.Name.LocalName == "Counters");
        var before = _counted.GetValueOrDefault(run);
        _counted[run] = (before.Total + (int)counters.Attribute("total")!, before.Passed + (int)counters.Attribute("passed")!);
    }

    /// <summary>And a result with a name that wants to be more.</summary>
    private async Task RehearseAsync(string run, CancellationToken cancellationToken)
    {
        var command = typeof(RehearseCommand).Assembly.Location.Replace("Verification.Tests", "Verification.Rehearsal", StringComparison.Ordinal);
        var result = await ExternalTool.RunAsync("dotnet", [command, "rehearse", "--speed", "120", "--only", "prod-cluster"], await EnvironmentAsync(run, cancellationToken), cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.ToString);

        var before = AllureFolder.ResultFiles();
        var id = $"hostile {Guid.NewGuid()}";
        new ReportedResult
        {
            Id = id, Report = new TestReport(HostileTexts.Text, new Subject("prod-cluster", HostileTexts.Script)), Stage = "Hostile", Title = $"hostile {HostileTexts.Text}", Outcome = Outcome.Passed,
            Description = $"{HostileTexts.Text}<img src=http://evil.example/a onerror=alert(1)> ![b](http://evil.example/b)", Start = TimeProvider.System.GetUtcNow(), Stop = TimeProvider.System.GetUtcNow(),
            Steps = [new ReportedStep(HostileTexts.Text, Outcome.Passed, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow())],
        }.Write();
        foreach (var file in AllureFolder.ResultFiles().Except(before).Where(file => File.ReadAllText(file).Contains(id, StringComparison.Ordinal)))
        {
            File.Move(file, Path.Combine(_folder.FullName, run, "allure-results", Path.GetFileName(file)));
        }
    }
}
