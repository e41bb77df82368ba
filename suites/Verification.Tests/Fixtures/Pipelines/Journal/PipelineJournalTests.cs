using NUnit.Framework;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Tests.Fixtures.Pipelines.Running;

namespace Verification.Tests.Fixtures.Pipelines.Journal;

public sealed class PipelineJournalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private SmallRun _run = null!;

    private string File => PipelineJournal.PathOf(_run.Folder, "run-1");

    [SetUp]
    public void SetUp() => _run = new SmallRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public async Task A_run_is_told_as_it_happened_with_its_outputs_and_without_secrets()
    {
        const string Outputs = "outputVariables:\n  - name: out\n    type: String\n    value: answer\n  - name: hidden\n    type: Secret\n    value: hidden";
        await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("first", "answer=42\nhidden=tell-nobody\necho s3cret-token '<+secrets.getValue(\"token\")>'", specKeys: Outputs)));
        using (var journal = PipelineJournal.Open(_run.Folder, "run-1", next: null))
        {
            foreach (var one in _run.Events)
            {
                journal.Report(one);
            }
        }

        var reading = PipelineJournalReading.Read(File);

        Assert.That(reading.Events.Select(one => (one.Kind, one.At, one.Stage, one.Step, one.Text, one.Status, one.Duration, one.RealDuration)), Is.EqualTo(
            _run.Events.Select(one => (one.Kind, one.At, one.Stage, one.Step, one.Text, one.Status, one.Duration, one.RealDuration))));
        Assert.That(reading.Events.Single(one => one.Kind == PipelineEventKind.StepFinished).Outputs, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["output.outputVariables.out"] = "42", ["output.outputVariables.hidden"] = "**************",
        }));
        Assert.That((reading.Status, reading.Open.Length, reading.Unreadable), Is.EqualTo((RunStatus.Success, 0, 0)));
        Assert.That(await System.IO.File.ReadAllTextAsync(File), Does.Not.Contain("s3cret-token").And.Not.Contain("tell-nobody"));
    }

    [Test]
    public void A_run_that_was_killed_shows_where_it_was()
    {
        Write("run-1", Started(null, null), Started("deploy", null), Started("deploy", "create"), Finished("deploy", "create"), Started("deploy", "swap"));
        System.IO.File.AppendAllText(File, "{\"formatVersion\":1,\"run\":\"run-1\",\"ev");

        var reading = PipelineJournalReading.Read(File);

        Assert.That(reading.Open.Select(one => (one.Stage, one.Step)), Is.EqualTo([(null, null), ("deploy", null), ((string?)"deploy", (string?)"swap")]));
        Assert.That((reading.Status, reading.Unreadable), Is.EqualTo((RunStatus.Unknown, 1)));
    }

    [Test]
    public void A_run_of_the_same_id_writes_after_what_the_killed_one_left()
    {
        Write("run-1", Started(null, null), Started("deploy", null));
        System.IO.File.AppendAllText(File, "half a li");
        var before = System.IO.File.ReadAllText(File);

        Write("run-1", Started(null, null), Finished(null, null));

        var reading = PipelineJournalReading.Read(File);
        Assert.That(System.IO.File.ReadAllText(File), Does.StartWith(before));
        Assert.That((reading.Status, reading.Events.Length, reading.Unreadable), Is.EqualTo((RunStatus.Success, 2, 1)));
    }

    [Test]
    public void While_a_run_lives_no_other_one_of_its_id_begins_and_nobody_takes_it_for_dead()
    {
        using var journal = PipelineJournal.Open(_run.Folder, "run-1", next: null);

        Assert.That(() => PipelineJournal.Open(_run.Folder, "run-1", next: null), Throws.TypeOf<PipelineException>().With.Message.Contains("same id"));
        Assert.That(() => PipelineJournalReading.Read(File), Throws.TypeOf<PipelineException>().With.Message.Contains("While its run lives"));
    }

    [TestCase("../elsewhere")]
    [TestCase("/etc/elsewhere")]
    public void An_id_leads_to_no_other_folder(string id) =>
        Assert.That(Path.GetDirectoryName(Path.GetFullPath(PipelineJournal.PathOf(_run.Folder, id))), Is.EqualTo(_run.Folder));

    [TestCase("{\"formatVersion\":2,\"run\":\"r\",\"event\":{\"kind\":\"note\",\"at\":\"2026-01-01T12:00:00Z\",\"text\":\"t\"}}")]
    [TestCase("{\"formatVersion\":1,\"run\":\"r\",\"event\":{\"kind\":\"note\"}}")]
    [TestCase("null")]
    public void A_line_of_another_format_tells_nothing(string line)
    {
        System.IO.File.WriteAllText(File, line + "\n");

        Assert.That((PipelineJournalReading.Read(File).Events.Length, PipelineJournalReading.Read(File).Unreadable), Is.EqualTo((0, 1)));
    }

    private void Write(string id, params PipelineEvent[] events)
    {
        using var journal = PipelineJournal.Open(_run.Folder, id, next: null);
        foreach (var one in events)
        {
            journal.Report(one);
        }
    }

    private static PipelineEvent Started(string? stage, string? step) => new()
    {
        Kind = stage is null ? PipelineEventKind.PipelineStarted : step is null ? PipelineEventKind.StageStarted : PipelineEventKind.StepStarted,
        At = Noon, Stage = stage, Step = step, Text = "",
    };

    private static PipelineEvent Finished(string? stage, string? step) => Started(stage, step) with
    {
        Kind = stage is null ? PipelineEventKind.PipelineFinished : step is null ? PipelineEventKind.StageFinished : PipelineEventKind.StepFinished,
        Status = RunStatus.Success,
    };
}
