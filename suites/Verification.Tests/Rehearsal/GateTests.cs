using NUnit.Framework;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Model.Facts;
using Verification.Rehearsal.Commands;
using Verification.Reports.Evidence;

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
        var seen = Path.Combine(_folder, "seen.json");
        await CliResult.RunAsync(["snapshot", "save", seen], CancellationToken.None);
        var now = await File.ReadAllTextAsync(seen);
        var folder = new EvidenceFolder(evidence, TimeProvider.System, Redaction.Standard);
        var snapshot = SnapshotJson.Read(now.Replace("\"HEALTHY\"", "\"UNHEALTHY\"", StringComparison.Ordinal));
        folder.Add(SnapshotJson.Read(now.Replace("notification-service:v1.2.3\"", "notification-service:v1.2.2\"", StringComparison.Ordinal)) with { TakenAt = snapshot.TakenAt.AddMinutes(-5) });
        folder.Add(snapshot);

        var result = await CliResult.RunAsync(["gate", "--evidence", evidence], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.RollBack), result.ToString);
        Assert.That(result.Output, Does.Contain("ROLL BACK").And.Contain("moved from v1.2.2 to v1.2.3"));
    }

    [Test]
    public async Task Decision_is_made_again_from_its_evidence_and_by_another_policy_becomes_another()
    {
        var evidence = Path.Combine(_folder, "replayed");
        var verify = await CliResult.RunAsync(["verify", "--evidence", evidence, "--expect-tag", "v9"], CancellationToken.None);
        var gate = await CliResult.RunAsync(["gate", "--evidence", evidence, "--expect-tag", "v9"], CancellationToken.None);
        await CliResult.RunAsync(["verify", "--evidence", evidence, "--cluster", "prod-cluster"], CancellationToken.None);
        var lenient = Path.Combine(_folder, "lenient.yaml");
        await File.WriteAllTextAsync(lenient, "formatVersion: 1\nchecks: { image-tag: warn, version-endpoint: warn, image-available: warn, same-version: warn, image-digest: warn, tasks-current: warn }");

        var again = await CliResult.RunAsync(["replay", evidence], CancellationToken.None);
        var byLenient = await CliResult.RunAsync(["replay", evidence, "--policy", lenient], CancellationToken.None);

        Assert.That((gate.ExitCode, again.ExitCode), Is.EqualTo((ExitCode.Hold, ExitCode.Hold)), again.ToString);
        Assert.That(again.Output, Does.StartWith(gate.Output).And.Contain("the same as at").And.Not.Contain("NOT"));
        Assert.That(Why(gate), Does.Contain("to do").And.EqualTo(Why(verify)));
        Assert.That(byLenient.ExitCode, Is.EqualTo(ExitCode.Promote), byLenient.ToString);
        Assert.That(byLenient.Output, Does.Contain("lenient.yaml; not the same"));
    }

    [Test]
    public async Task Two_releases_are_compared_by_decision_and_facts()
    {
        var (one, other) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "other"));
        await CliResult.RunAsync(["verify", "--evidence", one], CancellationToken.None);
        await CliResult.RunAsync(["gate", "--evidence", one], CancellationToken.None);
        foreach (var file in Directory.EnumerateFiles(one).Order(StringComparer.Ordinal).Take(1))
        {
            Directory.CreateDirectory(other);
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        }

        await CliResult.RunAsync(["gate", "--evidence", other, "--expect-tag", "v9"], CancellationToken.None);

        var same = await CliResult.RunAsync(["diff", one, one], CancellationToken.None);
        var different = await CliResult.RunAsync(["diff", one, other], CancellationToken.None);

        Assert.That((same.ExitCode, different.ExitCode), Is.EqualTo((0, 1)), different.ToString);
        Assert.That(different.Output, Does.Contain("decision: Promote, ").And.Contain("-> Hold, "));
    }

    [TestCase("no-such-folder", "no such folder")]
    [TestCase("damaged", "evidence-1.jsonl")]
    [TestCase("empty", "there is no evidence")]
    public async Task Evidence_that_is_missing_or_damaged_cannot_be_judged(string folder, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Directory.CreateDirectory(Path.Combine(_folder, "damaged"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "damaged", "evidence-1.jsonl"), "{");

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

    [Test]
    public async Task Decision_is_written_as_page_summary_junit_and_variables()
    {
        var evidence = Path.Combine(_folder, "reported");
        await CliResult.RunAsync(["verify", "--evidence", evidence], CancellationToken.None);
        var (journal, folder) = (Journal(), Path.Combine(_folder, "reports"));
        string[] gate = ["gate", "--evidence", evidence, .. Files(folder), "--journal", journal];

        var promote = await CliResult.RunAsync(gate, CancellationToken.None);
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"));
        var hold = await CliResult.RunAsync([.. gate, "--expect-tag", "v9"], CancellationToken.None);

        Assert.That((promote.ExitCode, hold.ExitCode), Is.EqualTo((ExitCode.Promote, ExitCode.Hold)), promote.ToString);
        Assert.That(page, Does.Contain("Promote: notification-service").And.Contain("Deploy to production").And.Contain("production goes to notification-prod-tg2").And.Contain("token=[redacted]").And.Not.Contain("ghp_"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "report.html")), Does.Contain("Hold: notification-service v9"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "summary.md")), Does.StartWith("# ❌ Hold"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "junit.xml")), Does.Contain("<failure"));
        Assert.That(
            (await File.ReadAllLinesAsync(Path.Combine(folder, "variables"))).Select(line => line.StartsWith("VERIFICATION_REASON=", StringComparison.Ordinal) ? "reason" : line),
            Is.EqualTo(["VERIFICATION_DECISION=PROMOTE", "reason", "VERIFICATION_DECISION=HOLD", "reason"]));
    }

    [Test]
    public async Task Evidence_that_cannot_be_read_leaves_files_that_say_so_and_none_of_the_run_before()
    {
        var folder = Path.Combine(_folder, "stale");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), "Promote");

        var result = await CliResult.RunAsync(["gate", "--evidence", Path.Combine(_folder, "no-such-folder"), .. Files(folder)], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "report.html")), Does.Contain("Cannot judge").And.Contain("no such folder"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "junit.xml")), Does.Contain("<error"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "variables")), Does.StartWith("VERIFICATION_DECISION=CANNOT_JUDGE\n"));
    }

    [Test]
    public async Task Report_that_cannot_be_written_is_no_promotion()
    {
        var evidence = Path.Combine(_folder, "unwritable");
        await CliResult.RunAsync(["verify", "--evidence", evidence], CancellationToken.None);

        var result = await CliResult.RunAsync(["gate", "--evidence", evidence, "--report", _folder], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("--report").And.Contain("cannot be written"));
    }

    [Test]
    public async Task Journal_that_is_not_there_is_named()
    {
        var evidence = Path.Combine(_folder, "without-journal");
        await CliResult.RunAsync(["verify", "--evidence", evidence], CancellationToken.None);

        var result = await CliResult.RunAsync(["gate", "--evidence", evidence, .. Files(evidence + "-reports"), "--journal", "no-such-run.jsonl"], CancellationToken.None);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.CannotJudge), result.ToString);
        Assert.That(result.Errors, Does.Contain("--journal no-such-run.jsonl"));
    }

    /// <summary>The causes that stand above a decision.</summary>
    private static string Why(CliResult result) =>
        result.Output.Split("\n\n").Single(part => part.StartsWith("why\n", StringComparison.Ordinal));

    private static string[] Files(string folder) =>
    [
        "--report", Path.Combine(folder, "report.html"), "--summary", Path.Combine(folder, "summary.md"), "--junit", Path.Combine(folder, "junit.xml"), "--output-file", Path.Combine(folder, "variables"),
    ];

    /// <summary>A stage that moved traffic, and one in which the run was killed.</summary>
    private string Journal()
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        using (var journal = PipelineJournal.Open(_folder, "release", next: null))
        {
            journal.Report(new PipelineEvent { Kind = PipelineEventKind.PipelineStarted, At = at, Text = "release" });
            journal.Report(new PipelineEvent { Kind = PipelineEventKind.StageStarted, At = at, Stage = "prod", Text = "Deploy to production" });
            journal.Report(new PipelineEvent { Kind = PipelineEventKind.Output, At = at.AddMinutes(1), Stage = "prod", Step = "swap", Text = "swap: production goes to notification-prod-tg2" });
            journal.Report(new PipelineEvent { Kind = PipelineEventKind.StageFinished, At = at.AddMinutes(2), Stage = "prod", Text = "token=ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Status = RunStatus.Success, Duration = TimeSpan.FromMinutes(2) });
            journal.Report(new PipelineEvent { Kind = PipelineEventKind.StageStarted, At = at.AddMinutes(2), Stage = "analytics", Text = "Deploy to analytics" });
        }

        return PipelineJournal.PathOf(_folder, "release");
    }
}
