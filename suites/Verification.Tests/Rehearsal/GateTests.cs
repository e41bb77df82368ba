using NUnit.Framework;
using Verification.Rehearsal.Commands;

namespace Verification.Tests.Rehearsal;

/// <summary>The gate as a pipeline step has it: evidence of earlier steps in, one exit code out.</summary>
public sealed class GateTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evidence").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Evidence_that_verify_left_is_judged_again()
    {
        var evidence = Path.Combine(_folder, "good");
        var verify = await CliResult.RunAsync(["verify", "--evidence", evidence], CancellationToken.None);

        var promote = await CliResult.RunAsync(["gate", "--evidence", evidence], CancellationToken.None);
        var hold = await CliResult.RunAsync(["gate", "--evidence", evidence, "--expect-tag", "v9"], CancellationToken.None);

        Assert.That(verify.ExitCode, Is.EqualTo(ExitCode.Promote), verify.ToString);
        Assert.That(promote.ExitCode, Is.EqualTo(ExitCode.Promote), promote.ToString);
        Assert.That(hold.ExitCode, Is.EqualTo(ExitCode.Hold), hold.ToString);
        Assert.That(hold.Output, Does.Contain("HOLD").And.Contain("v9"));
    }

    [Test]
    public async Task Failure_after_the_image_has_changed_rolls_back()
    {
        var evidence = Path.Combine(_folder, "moved");
        await CliResult.RunAsync(["verify", "--evidence", evidence], CancellationToken.None);
        var now = await File.ReadAllTextAsync(Directory.EnumerateFiles(evidence).Single());
        await File.WriteAllTextAsync(
            Path.Combine(evidence, "snapshot-0.json"),
            now.Replace("notification-service:v1.2.3\"", "notification-service:v1.2.2\"", StringComparison.Ordinal).Replace("\"takenAt\": \"2", "\"takenAt\": \"1", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Directory.EnumerateFiles(evidence).Order(StringComparer.Ordinal).Last(), now.Replace("\"HEALTHY\"", "\"UNHEALTHY\"", StringComparison.Ordinal));

        var result = await CliResult.RunAsync(["gate", "--evidence", evidence], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.RollBack), result.ToString);
        Assert.That(result.Output, Does.Contain("ROLL BACK").And.Contain("moved from v1.2.2 to v1.2.3"));
    }

    [TestCase("no-such-folder", "no such folder")]
    [TestCase("damaged", "snapshot-1.json")]
    [TestCase("empty", "there is no evidence")]
    public async Task Evidence_that_is_missing_or_damaged_cannot_be_judged(string folder, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Directory.CreateDirectory(Path.Combine(_folder, "damaged"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "damaged", "snapshot-1.json"), "{");

        var result = await CliResult.RunAsync(["gate", "--evidence", Path.Combine(_folder, folder)], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Output + result.Errors, Does.Contain(message));
    }

    [Test]
    public async Task Without_a_folder_the_gate_says_what_it_needs()
    {
        var result = await CliResult.RunAsync(["gate"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("--evidence").And.Contain("VERIFICATION_EVIDENCE"));
    }
}
