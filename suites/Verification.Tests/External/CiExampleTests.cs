using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Verification.Rehearsal.Commands;
using Verification.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace Verification.Tests.External;

/// <summary>
/// The examples of <c>pipelines/ci</c>: the very commands that they contain, run by the shell that their CI runs them by, with its variables, against the
/// sandbox. What they build is what this test run is built of.
/// </summary>
[Category("External")]
public sealed partial class CiExampleTests
{
    private const string Tag = "v1.2.3";

    private DirectoryInfo _folder = null!;

    private string Artifacts => Path.Combine(_folder.FullName, "artifacts");

    /// <summary>A checkout that is built: everything by links, and a folder of its own for what comes of it.</summary>
    [SetUp]
    public void CheckOut()
    {
        foreach (var tool in (string[])["node", "npm", "bash"])
        {
            if (ExternalTool.All(tool).Count == 0)
            {
                ExternalTool.Missing(tool, "apt-get install nodejs npm bash");
            }
        }

        _folder = Directory.CreateTempSubdirectory("ci-");
        foreach (var entry in Directory.EnumerateFileSystemEntries(SourceTree.Root).Where(entry => Path.GetFileName(entry) is not ("artifacts" or ".git")))
        {
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, Path.GetFileName(entry)), entry);
        }

        foreach (var built in (string[])["bin", "obj"])
        {
            Directory.CreateDirectory(Artifacts);
            Directory.CreateSymbolicLink(Path.Combine(Artifacts, built), Path.Combine(SourceTree.Root, "artifacts", built));
        }
    }

    [TearDown]
    public void Remove() => _folder?.Delete(recursive: true);

    [Test]
    [CancelAfter(180_000)]
    public async Task GitHub_actions(CancellationToken cancellationToken)
    {
        var steps = Steps(Yaml("github.yml"), "jobs", "verify", "steps").Where(step => step.Children.ContainsKey("run")).ToList();
        var (summary, output) = (Path.Combine(_folder.FullName, "summary"), Path.Combine(_folder.FullName, "output"));
        await File.WriteAllTextAsync(summary, "# What another command wrote\n", cancellationToken);
        var environment = Environment(new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKFLOW"] = "Verification", ["GITHUB_RUN_NUMBER"] = "7", ["GITHUB_STEP_SUMMARY"] = summary, ["GITHUB_OUTPUT"] = output });

        Assert.That(steps.Select(step => $"{step["name"]}"), Is.EqualTo(["Build", "Suites", "Gate", "Report"]));
        foreach (var step in steps.Skip(1))
        {
            await RunAsync("bash", ["-e", "-c", $"{step["run"]}"], environment, cancellationToken);
        }

        AssertLeft();
        AssertDecided(await File.ReadAllTextAsync(output, cancellationToken));
        Assert.That(await File.ReadAllTextAsync(summary, cancellationToken), Does.StartWith("# What another command wrote\n").And.Contain("Promote"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Artifacts, "allure-results", "executor.json"), cancellationToken), Does.Contain("Verification #7"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task GitLab(CancellationToken cancellationToken)
    {
        var job = Yaml("gitlab.yml");
        var environment = Environment(new() { ["GITLAB_CI"] = "true", ["CI_PROJECT_DIR"] = _folder.FullName, ["CI_JOB_NAME"] = "verify", ["CI_PIPELINE_IID"] = "8" });

        foreach (var part in (string[])["script", "after_script"])
        {
            await RunAsync("bash", ["-eo", "pipefail", "-c", string.Join('\n', Lines(job, "verify", part))], environment, cancellationToken);
        }

        AssertLeft();
        AssertDecided(await File.ReadAllTextAsync(Path.Combine(Artifacts, "decision.env"), cancellationToken));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Jenkins(CancellationToken cancellationToken)
    {
        var commands = ShellStep().Matches(await File.ReadAllTextAsync(PathOf("Jenkinsfile"), cancellationToken)).Select(match => match.Groups["long"].Value + match.Groups["short"].Value).ToList();
        var environment = Environment(new() { ["JENKINS_URL"] = "http://jenkins.example/", ["WORKSPACE"] = _folder.FullName, ["JOB_NAME"] = "verify", ["BUILD_NUMBER"] = "9" });
        Directory.CreateDirectory(Path.Combine(Artifacts, "evidence"));
        await File.WriteAllTextAsync(Path.Combine(Artifacts, "evidence", "evidence-of-the-run-before.jsonl"), "{", cancellationToken);

        Assert.That((commands.Count, commands[0]), Is.EqualTo((4, "dotnet build")));
        foreach (var command in commands.Skip(1))
        {
            await RunAsync("sh", ["-xe", "-c", command], environment, cancellationToken);
        }

        AssertLeft();
        AssertDecided(await File.ReadAllTextAsync(Path.Combine(Artifacts, "decision.env"), cancellationToken));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Harness(CancellationToken cancellationToken)
    {
        var spec = (YamlMappingNode)((YamlMappingNode)Yaml("harness-step.yaml")["step"])["spec"];
        var script = $"{spec["source"]["spec"]["script"]}";
        var outputs = ((YamlSequenceNode)spec["outputVariables"]).Select(one => $"{one["value"]}").ToList();
        var left = Path.Combine(_folder.FullName, "left");

        // Harness reads the variables of the shell at its end.
        await RunAsync("bash", ["-c", $"trap 'for name in {string.Join(' ', outputs)}; do echo \"$name=${{!name}}\"; done > {left}' EXIT\n{script}"], Environment(new() { ["HARNESS_PIPELINE_ID"] = "deploy", ["HARNESS_BUILD_ID"] = "10" }), cancellationToken);

        AssertLeft();
        Assert.That(outputs, Is.EqualTo(["VERIFICATION_DECISION", "VERIFICATION_REASON"]));
        AssertDecided(await File.ReadAllTextAsync(left, cancellationToken));
    }

    private static void AssertDecided(string variables) => Assert.That(variables, Does.StartWith("VERIFICATION_DECISION=PROMOTE\nVERIFICATION_REASON=all "));

    /// <summary>TRX and JUnit of the suites, JUnit of the gate, both reports, evidence and history.</summary>
    private void AssertLeft()
    {
        var results = Path.Combine(Artifacts, "test-results");
        var trx = XElement.Load(Directory.GetFiles(results, "*.trx").Single()).Descendants().Single(element => element.Name.LocalName == "Counters");
        var junit = Directory.GetFiles(results, "*.xml").ToDictionary(file => Path.GetFileName(file)!, file => XElement.Load(file).DescendantsAndSelf("testcase").Count(), StringComparer.Ordinal);

        // The tests of a rollback, which has nothing to go back to, are there and are not run.
        Assert.That((int)trx.Attribute("passed")!, Is.EqualTo((int)trx.Attribute("executed")!).And.EqualTo((int)trx.Attribute("total")! - 2).And.GreaterThan(60));
        Assert.That(junit.Where(file => file.Key != "gate.xml").Select(file => file.Value), Is.EqualTo([(int)trx.Attribute("total")!]));
        Assert.That(junit["gate.xml"], Is.GreaterThan(60));
        Assert.That(File.ReadAllText(Path.Combine(Artifacts, "promotion.html")), Does.Contain($"Promote: notification-service {Tag}"));
        Assert.That(new FileInfo(Path.Combine(Artifacts, "allure-report", "index.html")).Length, Is.GreaterThan(1_000_000));
        Assert.That(File.ReadAllLines(Path.Combine(Artifacts, "allure-history.jsonl")), Has.Length.EqualTo(1));
        Assert.That(Directory.GetFiles(Path.Combine(Artifacts, "evidence")), Has.Length.EqualTo(2), "what the suites saw, and what the gate decided");
    }

    private Dictionary<string, string?> Environment(Dictionary<string, string?> ofCi)
    {
        var configuration = Path.Combine(_folder.FullName, "allureConfig.json");
        File.WriteAllText(configuration, JsonSerializer.Serialize(new { allure = new { directory = Path.Combine(Artifacts, "allure-results") } }));
        string[] cis = ["GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "HARNESS_PIPELINE_ID", "GITHUB_STEP_SUMMARY"];
        var environment = cis.ToDictionary(name => name, _ => (string?)"", StringComparer.Ordinal);

        // The current folder of a test host leads through the links; the variable does not.
        environment["ALLURE_CONFIG"] = configuration;
        environment["VERIFICATION"] = Path.ChangeExtension(typeof(RehearseCommand).Assembly.Location.Replace("Verification.Tests", "Verification.Rehearsal", StringComparison.Ordinal), null);
        environment["VERIFICATION_EXPECT_TAG"] = Tag;
        environment["VERIFICATION_EVIDENCE"] = Path.Combine(Artifacts, "evidence");
        foreach (var (name, value) in ofCi)
        {
            environment[name] = value;
        }

        return environment;
    }

    private async Task RunAsync(string shell, string[] arguments, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var result = await ExternalTool.RunAsync(shell, arguments, environment, cancellationToken, _folder.FullName);
        Assert.That(result.ExitCode, Is.Zero, () => $"{arguments[^1]}\n{result}");
    }

    private static string PathOf(string file) => Path.Combine(SourceTree.Root, "pipelines", "ci", file);

    private static YamlMappingNode Yaml(string file)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(PathOf(file));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlNode of, params string[] path) => ((YamlSequenceNode)path.Aggregate(of, (node, name) => node[name])).Cast<YamlMappingNode>();

    private static IEnumerable<string> Lines(YamlNode of, params string[] path) => ((YamlSequenceNode)path.Aggregate(of, (node, name) => node[name])).Select(line => $"{line}");

    [GeneratedRegex("sh (?:'''(?<long>[\\s\\S]*?)'''|'(?<short>[^'\\n]+)')", RegexOptions.ExplicitCapture)]
    private static partial Regex ShellStep();
}
