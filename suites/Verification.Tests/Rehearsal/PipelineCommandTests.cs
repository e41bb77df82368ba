using NUnit.Framework;
using Verification.Rehearsal.Commands;
using Verification.Tests.Fixtures.Pipelines;

namespace Verification.Tests.Rehearsal;

public sealed class PipelineCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("verification-test-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Lint_has_nothing_against_the_pipeline_of_this_repository()
    {
        var result = await CliResult.RunAsync(["lint"], CancellationToken.None);

        Assert.That((result.ExitCode, result.Output.Trim()), Is.EqualTo((0, "0 errors, 0 warnings, 0 notes")), result.ToString);
    }

    [TestCase("$VERIFICATION health --cluster prod-cluster\n", "sleep 30\n", 1, "warning sleep-as-wait")]
    [TestCase("type: Verify\n", "type: Verfy\n", 2, "did you mean \"Verify\"?")]
    public async Task Lint_says_by_its_exit_code_how_bad_it_is(string before, string after, int exitCode, string expected)
    {
        var result = await CliResult.RunAsync(["lint", Write(PipelineWorld.With(before, after))], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString);
        Assert.That(result.Output, Does.Contain(expected));
    }

    [Test]
    public async Task A_pipeline_that_cannot_run_is_refused_with_every_reason()
    {
        var file = Write(PipelineWorld.With("type: Verify\n", "type: Verfy\n").Replace("timeout: 15m", "timeout: soon", StringComparison.Ordinal));

        var result = await CliResult.RunAsync(["pipeline", "run", file, "--tag", "v1.3.0"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.StartWith("not run, and nothing was changed:").And.Contain("did you mean \"Verify\"?").And.Contain("a duration"));
    }

    [TestCase("exit 0", 0, "Success")]
    [TestCase("exit 3", 1, "exit code 3")]
    public async Task A_run_ends_with_the_pipelines_result(string script, int exitCode, string expected)
    {
        var file = Write(PipelineWorld.OneStage(PipelineWorld.Script("only", script)));

        var result = await CliResult.RunAsync(["pipeline", "run", file, "--journal", Path.Combine(_folder, "journals")], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString);
        Assert.That(result.Output, Does.Contain("one/only").And.Contain(expected));

        // What was printed can be read again from what was written down.
        var journal = await CliResult.RunAsync(["pipeline", "journal", Directory.GetFiles(Path.Combine(_folder, "journals"), "run-*.jsonl").Single()], CancellationToken.None);
        Assert.That((journal.ExitCode, journal.Output), Is.EqualTo((exitCode, result.Output)));
    }

    [Test]
    public async Task An_input_that_is_no_pair_is_refused()
    {
        var result = await CliResult.RunAsync(["pipeline", "run", "--input", "tag"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge));
        Assert.That(result.Errors, Does.Contain("expected NAME=VALUE, found \"tag\""));
    }

    [Test]
    public async Task Harness_that_is_not_configured_says_what_to_set()
    {
        Assume.That(Environment.GetEnvironmentVariable("HARNESS_API_KEY"), Is.Null);

        var result = await CliResult.RunAsync(["harness", "delegates"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge));
        Assert.That(result.Errors, Does.Contain("HARNESS_ACCOUNT_ID"));
    }

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder, "pipeline.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }
}
