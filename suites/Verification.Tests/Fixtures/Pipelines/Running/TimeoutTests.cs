using NUnit.Framework;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Tests.Fixtures.Pipelines.Running;

/// <summary>What takes longer than it may.</summary>
public sealed class TimeoutTests
{
    // Far longer than any stage here may take, in the target's time as in this machine's.
    private const string Long = "- step:\n    type: Wait\n    name: long\n    identifier: long\n    timeout: 70d\n    spec:\n      duration: 60d";

    private SmallRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new SmallRun();

    [TearDown]
    public void TearDown() => _run.Dispose();

    [TestCase("StageRollback", RunStatus.Expired, true, RunStatus.Failed)]
    [TestCase("MarkAsFailure", RunStatus.Expired, false, RunStatus.Failed)]
    [TestCase("Abort", RunStatus.Aborted, false, RunStatus.Aborted)]
    public async Task A_stage_that_takes_too_long_is_ended_as_its_strategy_says(string action, RunStatus stage, bool isRolledBack, RunStatus pipeline)
    {
        var result = await _run.RunAsync(Stage(action));

        Assert.That((result.Stages[0].Status, result.Stages[0].IsRolledBack, result.Status), Is.EqualTo((stage, isRolledBack, pipeline)));
        Assert.That(result.Why, Does.Contain("it took longer than 0:00:01"));
        Assert.That(result.Stages[0].Steps.Select(step => (step.Identifier, step.Status, step.Why)), Is.EqualTo(
            ((string, RunStatus, string)[])[("long", RunStatus.Expired, "its stage took longer than 0:00:01"), .. isRolledBack ? [("undo", RunStatus.Success, "the script ended with exit code 0")] : Array.Empty<(string, RunStatus, string)>()]));
        Assert.That(_run.Output, Is.EqualTo(isRolledBack ? ["undo"] : Array.Empty<string>()));
    }

    [Test]
    public async Task A_strategy_for_other_errors_is_not_for_the_time_of_a_stage()
    {
        var result = await _run.RunAsync(Stage("StageRollback", "Verification"));

        Assert.That((result.Stages[0].Status, result.Stages[0].IsRolledBack), Is.EqualTo((RunStatus.Expired, false)));
    }

    [Test]
    public async Task A_step_that_takes_too_long_is_for_the_strategy_of_timeouts()
    {
        var wait = "- step:\n    type: Wait\n    name: short\n    identifier: short\n    timeout: 10s\n    spec:\n      duration: 1h\n    failureStrategies:\n      - onFailure:\n          errors: [Timeout]\n          action:\n            type: Ignore";

        var result = await _run.RunAsync(PipelineWorld.OneStage(wait + "\n" + PipelineWorld.Script("next", "echo next")));

        Assert.That(result.Stages[0].Steps.Select(step => step.Status), Is.EqualTo([RunStatus.IgnoreFailed, RunStatus.Success]));
        Assert.That(result.Status, Is.EqualTo(RunStatus.Success));
    }

    private static string Stage(string action, string errors = "AllErrors") => PipelineWorld.OneStage(
        Long, $"timeout: 1s\nfailureStrategies:\n  - onFailure:\n      errors: [{errors}]\n      action:\n        type: {action}")
        + "\n            rollbackSteps:\n" + PipelineWorld.Indented(PipelineWorld.Script("undo", "echo undo"), 14);
}
