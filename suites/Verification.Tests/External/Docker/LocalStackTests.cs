using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Seeding;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets;
using Verification.Fixtures.Targets.LocalStack;
using Verification.Fixtures.Topologies;
using Verification.Model.Checks;
using Verification.Model.Topologies;
using Verification.Tests.Fixtures.Topologies;

namespace Verification.Tests.External.Docker;

/// <summary>The target localstack from the image to the verdict: LocalStack's module starts the sandbox's image, unchanged, and what is found there is what is found in this process.</summary>
[Category("External")]
public sealed partial class LocalStackTests
{
    private static readonly Topology Topology = TopologyFile.Read(Guide.Path);

    [Test]
    [CancelAfter(120_000)]
    public async Task Every_finding_in_the_container_is_the_one_in_this_process(CancellationToken cancellationToken)
    {
        await using var container = await LocalStackTarget.StartAsync(
            new LocalStackOptions { Settings = new LocalStackSettings { Image = Containers.Image, DockerHost = Containers.Engine.Address } }, Topology, say: null, cancellationToken);
        await using var sandbox = await SandboxTarget.StartAsync(0, "none", SandboxTarget.DefaultSpeed, cancellationToken);
        await new TopologySeeder(sandbox, Topology, ImmutableDictionary<string, ClusterIdentifiers>.Empty, _ => { }).SeedAsync(cancellationToken);

        var (found, expected) = (await FindingsAsync(container, cancellationToken), await FindingsAsync(sandbox, cancellationToken));

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(found.Where(finding => finding.Contains(nameof(Outcome.Failed), StringComparison.Ordinal)), Is.Not.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task The_readiness_suite_passes_in_the_container_as_it_does_in_the_sandbox(CancellationToken cancellationToken)
    {
        var found = await SuiteAsync("localstack", cancellationToken);
        var expected = await SuiteAsync("sandbox", cancellationToken);

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(found, Is.Not.Empty.And.All.StartsWith("Passed "));
        Assert.That(await Containers.Engine.ContainersOfAsync(Containers.Image, cancellationToken), Is.Empty);
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task The_pipeline_is_rehearsed_in_the_container(CancellationToken cancellationToken)
    {
        var played = await VerificationAsync(cancellationToken, "rehearse", "--target", "localstack", "--speed", "120");

        Assert.That(played.ExitCode, Is.Zero, played.ToString);
        Assert.That(played.Output, Does.Contain("AS IT SHOULD BE").And.Contain("0 failed, v1.2.3 then v1.3.0"));
        Assert.That(played.Output, Does.Match("Deploy to Analytics +Success").And.Match("Deploy to Production +Failed, rolled back"));
        Assert.That(played.Errors, Does.Contain("is this project's sandbox"));
        Assert.That(await Containers.Engine.ContainersOfAsync(Containers.Image, cancellationToken), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Nothing_is_left_when_it_is_interrupted(CancellationToken cancellationToken)
    {
        var (dotnet, arguments) = Command("verify", "--target", "localstack");
        var words = string.Join(' ', arguments.Prepend(dotnet));

        // Once the container serves, while it is being filled. By SIGTERM, which ends it as Ctrl+C does: a shell in the background has its children ignore SIGINT.
        var stopped = await ExternalTool.RunAsync(
            "bash",
            ["-c", $"exec 3< <(exec {words} 2>&1); pid=$!; while read -r line <&3; do echo \"$line\"; case $line in making*) kill -TERM $pid; cat <&3; break; esac; done; wait $pid"],
            Environment,
            cancellationToken);

        Assert.That(stopped.Output, Does.Contain("cannot judge: stopped before the end"), stopped.ToString);
        Assert.That(stopped.ExitCode, Is.EqualTo(3));
        Assert.That(await Containers.Engine.ContainersOfAsync(Containers.Image, cancellationToken), Is.Empty);
    }

    private static Dictionary<string, string?> Environment => new(Containers.Engine.Environment, StringComparer.Ordinal) { ["VERIFICATION_LOCALSTACK_IMAGE"] = Containers.Image };

    private static (string File, string[] Arguments) Command(params string[] arguments) =>
        (System.Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", [Path.Combine(Containers.Built("Verification.Rehearsal"), "Verification.Rehearsal.dll"), .. arguments]);

    private static Task<ToolResult> VerificationAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var (file, all) = Command(arguments);
        return ExternalTool.RunAsync(file, all, Environment, cancellationToken);
    }

    /// <returns>What became of each test, in order.</returns>
    private static async Task<List<string>> SuiteAsync(string target, CancellationToken cancellationToken)
    {
        var run = await SuiteRun.RunAsync($"{target}.runsettings", "TestCategory=Readiness", Environment, cancellationToken);
        Assert.That(run.ExitCode, Is.Zero, run.ToString);
        return [.. Result().Matches(run.Output).Select(match => match.Groups["result"].Value).Order(StringComparer.Ordinal)];
    }

    // With a tag that is not deployed, so that some fail.
    private static async Task<List<string>> FindingsAsync(ITarget target, CancellationToken cancellationToken)
    {
        var run = await VerificationRun.OnAsync(target, VerificationRun.Narrowed(Topology, "v1.3.0", cluster: null), CheckCatalog.All, progress: null, TimeProvider.System, cancellationToken);
        return [.. run.Findings.Select(finding => MadeUp().Replace(finding.ToString(), "ecs-svc/..."))];
    }

    [GeneratedRegex(@"^\s*(?<result>(Passed|Failed|Skipped) .+?) \[[^\]]*\]\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Result();

    // A deployment's number.
    [GeneratedRegex("ecs-svc/[0-9]+")]
    private static partial Regex MadeUp();
}
