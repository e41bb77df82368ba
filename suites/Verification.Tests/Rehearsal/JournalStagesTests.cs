using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;
using Verification.Model.Checks;
using Verification.Rehearsal.Output;

namespace Verification.Tests.Rehearsal;

internal sealed class JournalStagesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Stages_are_told_as_they_ended_with_the_moments_that_moved_traffic()
    {
        var stages = JournalStages.Of(
        [
            Event(PipelineEventKind.PipelineStarted, null, "release"),
            Event(PipelineEventKind.StageFinished, "skipped", "only prod-cluster is deployed to", RunStatus.Skipped) with { StageName = "Deploy to analytics" },
            Event(PipelineEventKind.StageFinished, "of_an_older_journal", "something before it failed", RunStatus.Skipped),
            Event(PipelineEventKind.StageStarted, "prod", "Deploy to production"),
            Event(PipelineEventKind.Output, "prod", "shift: 10 % go to green"),
            Event(PipelineEventKind.Output, "prod", "shift: waits for targets"),
            Event(PipelineEventKind.RollbackStarted, "prod", "Deploy to production"),
            Event(PipelineEventKind.Output, "prod", "rollback: production goes back"),
            Event(PipelineEventKind.StageFinished, "prod", "targets never became healthy", RunStatus.Failed) with { Duration = TimeSpan.FromMinutes(2) },
            Event(PipelineEventKind.StageStarted, "killed", "Verify"),
        ]);

        Assert.That(stages.Select(stage => (stage.Name, stage.Status, stage.Outcome, stage.Took, stage.IsRolledBack, stage.Why)), Is.EqualTo(
        [
            ("Deploy to analytics", "Skipped", Outcome.Unknown, TimeSpan.Zero, false, "only prod-cluster is deployed to"),
            ("of_an_older_journal", "Skipped", Outcome.Unknown, TimeSpan.Zero, false, "something before it failed"),
            ("Deploy to production", "Failed", Outcome.Failed, TimeSpan.FromMinutes(2), true, "targets never became healthy"),
            ("Verify", "not ended", Outcome.Unknown, (TimeSpan?)null, false, ""),
        ]));
        Assert.That(stages.SelectMany(stage => stage.Traffic).Select(moved => moved.Text), Is.EqualTo(["shift: 10 % go to green", "rollback: production goes back"]));
    }

    private static PipelineEvent Event(PipelineEventKind kind, string? stage, string text, RunStatus status = RunStatus.Unknown) =>
        new() { Kind = kind, At = Noon, Stage = stage, Text = text, Status = status };
}
