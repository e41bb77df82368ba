using System.Net;
using NUnit.Framework;
using Verification.Fixtures.Targets;
using Verification.Rehearsal.Commands;

namespace Verification.Tests.Rehearsal;

/// <summary>What cannot be used is named, with what was expected, and never looks like a verdict.</summary>
public sealed class BadInputTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("verification").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Every_error_of_a_topology_is_named_with_its_line()
    {
        var file = Path.Combine(_folder, "mine.yaml");
        await File.WriteAllTextAsync(file, "formatVersion: 1\naccount: 12\nclustrs: []\n");

        var result = await CliResult.RunAsync(["verify", "--topology", file], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("mine.yaml:2:").And.Contain("mine.yaml:3:").And.Contain("clusters"));
    }

    [Test]
    public async Task A_topology_that_is_not_there_is_named()
    {
        var result = await CliResult.RunAsync(["verify", "--topology", "no-such.yaml"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("no-such.yaml"));
    }

    [Test]
    public async Task An_unknown_option_is_a_mistake_of_the_command_line()
    {
        var result = await CliResult.RunAsync(["verify", "--frobnicate"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(result.Errors, Does.Contain("--frobnicate"));
    }

    [TestCase("--port", "70000")]
    [TestCase("--speed", "-1")]
    [TestCase("--seed", "other")]
    [TestCase("--program", "tools/load")]
    public async Task A_value_out_of_range_is_a_mistake_of_the_command_line(string option, string value)
    {
        var result = await CliResult.RunAsync(["sandbox", option, value], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString);
        Assert.That(result.Errors, Does.Contain(value));
    }

    [TestCase("VERIFICATION_LOAD_PLAN", "load-worker")]
    [TestCase("no-such.json", "load-worker", "--plan", "no-such.json")]
    [TestCase("sandbox of this command's own", "load", "--url", "http://127.0.0.1:1", "--workers", "2")]
    [TestCase("give --cluster", "load", "--url", "http://127.0.0.1:1", "--workers", "2", "--target", "endpoint", "--endpoint", "{sandbox}")]
    public async Task Load_by_workers_says_what_is_missing(string expected, params string[] arguments)
    {
        await using var sandbox = await SandboxTarget.StartAsync(port: 0, "none", speed: 0, CancellationToken.None);

        var result = await CliResult.RunAsync([.. arguments.Select(argument => argument == "{sandbox}" ? sandbox.Url.ToString() : argument)], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain(expected));
    }

    [Test]
    public async Task An_endpoint_where_nobody_listens_cannot_be_judged()
    {
        var result = await CliResult.RunAsync(["verify", "--endpoint", "http://127.0.0.1:1"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("http://127.0.0.1:1").And.Contain("no answer"));
    }

    [Test]
    public async Task A_cluster_that_is_not_declared_is_named_with_those_that_are()
    {
        var result = await CliResult.RunAsync(["verify", "--cluster", "other"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("other").And.Contain("prod-cluster, analytics-cluster"));
    }

    [Test]
    public async Task A_broken_snapshot_is_named()
    {
        var file = Path.Combine(_folder, "snapshot.json");
        await File.WriteAllTextAsync(file, """{"formatVersion": 1, "takenAt": """);

        var result = await CliResult.RunAsync(["verify", "--snapshot", file], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("snapshot.json"));
    }

    [Test]
    public async Task An_endpoint_that_denies_every_call_cannot_be_judged()
    {
        await using var server = RefusingServer.Start(HttpStatusCode.BadRequest, "AccessDeniedException");

        var result = await CliResult.RunAsync(["verify", "--endpoint", server.Url], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Output, Does.Contain("CANNOT JUDGE").And.Contain("could not be read").And.Not.Contain("PROMOTE"));
    }

    [Test]
    public async Task Refused_credentials_are_named_and_end_the_run()
    {
        await using var server = RefusingServer.Start(HttpStatusCode.Forbidden, "InvalidClientTokenId");

        var result = await CliResult.RunAsync(["verify", "--endpoint", server.Url], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("refuses the credentials").And.Contain("InvalidClientTokenId").And.Contain("AWS_ACCESS_KEY_ID"));
    }
}
