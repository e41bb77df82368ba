using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>What runs after what, and what is done about failures.</summary>
public sealed class FlowTests
{
    private SmallRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new SmallRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public async Task Parallel_steps_run_at_the_same_time()
    {
        // Each ends only once the other has begun.
        const string Meet = "touch $1; for i in $(seq 400); do [ -e $2 ] && exit 0; command sleep 0.05; done; exit 1";
        var yaml = PipelineWorld.OneStage("- parallel:\n" + PipelineWorld.Indented(
            PipelineWorld.Script("left", "set -- a b\n" + Meet) + "\n" + PipelineWorld.Script("right", "set -- b a\n" + Meet), 4));

        var result = await _run.RunAsync(yaml);

        Assert.That(result.Status, Is.EqualTo(RunStatus.Success), result.Why);
    }

    [Test]
    public async Task Parallel_stages_run_at_the_same_time_and_the_next_one_waits_for_both()
    {
        const string Meet = "touch $1; for i in $(seq 400); do [ -e $2 ] && exit 0; command sleep 0.05; done; exit 1";
        var yaml = $"""
            pipeline:
              name: Two
              identifier: two
              stages:
                - parallel:
            {PipelineWorld.Indented(Stage("left", "set -- a b\n" + Meet), 8)}
            {PipelineWorld.Indented(Stage("right", "set -- b a\n" + Meet), 8)}
            {PipelineWorld.Indented(Stage("after", "test -e a -a -e b"), 4)}
            """;

        var result = await _run.RunAsync(yaml);

        Assert.That(result.Stages.Select(stage => (stage.Identifier, stage.Status)), Is.EqualTo(
            [("left", RunStatus.Success), ("right", RunStatus.Success), ("after", RunStatus.Success)]), result.Why);
    }

    [Test]
    public async Task After_a_failure_later_steps_and_stages_are_skipped_except_those_for_failures()
    {
        var yaml = $"""
            pipeline:
              name: Two
              identifier: two
              stages:
            {PipelineWorld.Indented(Stage("one", "exit 1"), 4)}
            {PipelineWorld.Indented(Stage("two", "echo two"), 4)}
            {PipelineWorld.Indented(Stage("three", "echo three", "when:\n  pipelineStatus: Failure"), 4)}
            {PipelineWorld.Indented(Stage("four", "echo four", "when:\n  pipelineStatus: All\n  condition: <+pipeline.name> == \"Other\""), 4)}
            """;

        var result = await _run.RunAsync(yaml);

        Assert.That(result.Stages.Select(stage => stage.Status), Is.EqualTo([RunStatus.Failed, RunStatus.Skipped, RunStatus.Success, RunStatus.Skipped]));
        Assert.That(result.Status, Is.EqualTo(RunStatus.Failed));
        Assert.That(_run.Output, Is.EqualTo(["three"]));
    }

    [Test]
    public async Task A_step_for_failures_runs_only_after_one()
    {
        var yaml = PipelineWorld.OneStage(
            PipelineWorld.Script("early", "echo early", "when:\n  stageStatus: Failure")
            + "\n" + PipelineWorld.Script("fails", "exit 1")
            + "\n" + PipelineWorld.Script("next", "echo next")
            + "\n" + PipelineWorld.Script("late", "echo late", "when:\n  stageStatus: Failure"));

        var result = await _run.RunAsync(yaml);

        Assert.That(result.Stages[0].Steps.Select(step => (step.Identifier, step.Status)), Is.EqualTo(
            [("early", RunStatus.Skipped), ("fails", RunStatus.Failed), ("next", RunStatus.Skipped), ("late", RunStatus.Success)]));
    }

    [TestCase("type: Ignore", RunStatus.IgnoreFailed, RunStatus.Success, true)]
    [TestCase("type: MarkAsSuccess", RunStatus.Success, RunStatus.Success, true)]
    [TestCase("type: MarkAsFailure", RunStatus.Failed, RunStatus.Failed, false)]
    [TestCase("type: Abort", RunStatus.Aborted, RunStatus.Aborted, false)]
    public async Task A_strategy_decides_how_the_stage_goes_on(string action, RunStatus step, RunStatus pipeline, bool goesOn)
    {
        var yaml = PipelineWorld.OneStage(
            PipelineWorld.Script("fails", "exit 1", $"failureStrategies:\n  - onFailure:\n      errors: [AllErrors]\n      action:\n        {action}")
            + "\n" + PipelineWorld.Script("next", "echo next"));

        var result = await _run.RunAsync(yaml);

        Assert.That((result.Stages[0].Steps[0].Status, result.Status), Is.EqualTo((step, pipeline)));
        Assert.That(_run.Output.Contains("next"), Is.EqualTo(goesOn));
    }

    [Test]
    public async Task A_retry_tries_again_after_its_interval_in_the_targets_time()
    {
        var yaml = PipelineWorld.OneStage(PipelineWorld.Script("flaky", "echo x >> tries\ntest $(wc -l < tries) -eq 3", """
            failureStrategies:
              - onFailure:
                  errors: [AllErrors]
                  action:
                    type: Retry
                    spec:
                      retryCount: 3
                      retryIntervals: [1m, 5m]
                      onRetryFailure:
                        action:
                          type: Abort
            """));

        var result = await _run.RunAsync(yaml);

        Assert.That((result.Status, result.Stages[0].Steps.Single().Attempts), Is.EqualTo((RunStatus.Success, 3)));
        Assert.That(result.Duration, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(6)));
    }

    [Test]
    public async Task A_retry_that_never_succeeds_ends_as_it_says()
    {
        var yaml = PipelineWorld.OneStage(PipelineWorld.Script("fails", "echo x >> tries\nexit 1", """
            failureStrategies:
              - onFailure:
                  errors: [AllErrors]
                  action:
                    type: Retry
                    spec:
                      retryCount: 2
                      retryIntervals: [1s]
                      onRetryFailure:
                        action:
                          type: Ignore
            """));

        var result = await _run.RunAsync(yaml);

        Assert.That((result.Status, result.Stages[0].Steps.Single().Attempts), Is.EqualTo((RunStatus.Success, 3)));
        Assert.That(File.ReadAllLines(Path.Combine(_run.Folder, "tries")), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_strategy_for_timeouts_is_not_for_other_failures()
    {
        var yaml = PipelineWorld.OneStage(PipelineWorld.Script("fails", "exit 1", "failureStrategies:\n  - onFailure:\n      errors: [Timeout]\n      action:\n        type: Ignore"));

        Assert.That((await _run.RunAsync(yaml)).Status, Is.EqualTo(RunStatus.Failed));
    }

    [Test]
    public async Task A_stage_rolls_back_its_groups_in_reverse_and_then_itself()
    {
        var group = (string name, string script) => $"""
            - stepGroup:
                name: {name}
                identifier: {name}
                steps:
            {PipelineWorld.Indented(PipelineWorld.Script($"do_{name}", script), 8)}
                rollbackSteps:
            {PipelineWorld.Indented(PipelineWorld.Script($"undo_{name}", $"echo undo {name}"), 8)}
            """;
        var yaml = PipelineWorld.OneStage(
            group("a", "echo a") + "\n" + group("b", "exit 1") + "\n" + group("c", "echo c"),
            "failureStrategies:\n  - onFailure:\n      errors: [AllErrors]\n      action:\n        type: StageRollback")
            + "\n            rollbackSteps:\n" + PipelineWorld.Indented(PipelineWorld.Script("undo_stage", "echo undo stage"), 14);

        var result = await _run.RunAsync(yaml);

        Assert.That(_run.Output, Is.EqualTo(["a", "undo b", "undo a", "undo stage"]));
        Assert.That((result.Status, result.Stages[0].IsRolledBack, result.Stages[0].Status), Is.EqualTo((RunStatus.Failed, true, RunStatus.Failed)));
        Assert.That(result.Stages[0].Steps.Where(step => step.IsRollback).Select(step => step.Identifier), Is.EqualTo(["undo_b", "undo_a", "undo_stage"]));
    }

    [Test]
    public async Task A_rollback_that_fails_is_told()
    {
        var yaml = PipelineWorld.OneStage(
            PipelineWorld.Script("fails", "exit 1"),
            "failureStrategies:\n  - onFailure:\n      errors: [AllErrors]\n      action:\n        type: StageRollback")
            + "\n            rollbackSteps:\n" + PipelineWorld.Indented(PipelineWorld.Script("undo", "exit 2") + "\n" + PipelineWorld.Script("more", "echo more"), 14);

        var result = await _run.RunAsync(yaml);

        Assert.That(result.Why, Does.Contain("exit code 1").And.Contain("its rollback failed as well"));
        Assert.That(_run.Output, Is.Empty);
    }

    [TestCase(true, RunStatus.Success, RunStatus.Success)]
    [TestCase(false, RunStatus.ApprovalRejected, RunStatus.Failed)]
    [TestCase(null, RunStatus.Expired, RunStatus.Failed)]
    public async Task An_approval_is_answered_by_the_option_or_expires(bool? answer, RunStatus step, RunStatus pipeline)
    {
        using var run = new SmallRun { Approval = answer };

        var result = await run.RunAsync(PipelineWorld.OneStage("- step:\n    type: HarnessApproval\n    name: Ask\n    identifier: ask\n    timeout: 1h\n    spec:\n      approvalMessage: Deploy <+pipeline.name>?"));

        Assert.That((result.Stages[0].Steps[0].Status, result.Status), Is.EqualTo((step, pipeline)));
        Assert.That(run.Output.First(), Is.EqualTo("Deploy Small?"));
    }

    [Test]
    public async Task A_wait_passes_in_the_targets_time_and_expires_there()
    {
        var wait = (string identifier, string duration) => $"- step:\n    type: Wait\n    name: {identifier}\n    identifier: {identifier}\n    timeout: 20m\n    spec:\n      duration: {duration}";

        var result = await _run.RunAsync(PipelineWorld.OneStage(wait("short", "10m") + "\n" + wait("long", "1h")));

        Assert.That(result.Stages[0].Steps.Select(step => step.Status), Is.EqualTo([RunStatus.Success, RunStatus.Expired]));
        Assert.That(result.Stages[0].Steps.Select(step => step.Duration), Has.All.GreaterThanOrEqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public async Task Events_tell_beginning_output_and_end_in_order()
    {
        await _run.RunAsync(PipelineWorld.OneStage(PipelineWorld.Script("a", "echo hello")));

        Assert.That(_run.Events.Select(one => one.Kind), Is.EqualTo(
        [
            PipelineEventKind.PipelineStarted, PipelineEventKind.StageStarted, PipelineEventKind.StepStarted, PipelineEventKind.Output,
            PipelineEventKind.StepFinished, PipelineEventKind.StageFinished, PipelineEventKind.PipelineFinished,
        ]));
        Assert.That(_run.Events.Where(one => one.Duration is not null).Select(one => one.Status), Has.All.EqualTo(RunStatus.Success));
    }

    private static string Stage(string identifier, string script, string keys = "") => $"""
        - stage:
            name: {identifier}
            identifier: {identifier}
            type: Custom
        {PipelineWorld.Indented(keys, 4)}
            spec:
              execution:
                steps:
        {PipelineWorld.Indented(PipelineWorld.Script("step", script), 10)}
        """;
}
