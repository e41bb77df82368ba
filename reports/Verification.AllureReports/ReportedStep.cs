using System.Collections.Immutable;
using Allure.Net.Commons;
using Verification.Model.Checks;

namespace Verification.AllureReports;

/// <summary>A step of a result that is known whole.</summary>
/// <param name="Name">What was done, or seen.</param>
/// <param name="Outcome">Null for what was not reached.</param>
/// <param name="Start">When it began.</param>
/// <param name="Stop">When it ended.</param>
public sealed record ReportedStep(string Name, Outcome? Outcome, DateTimeOffset Start, DateTimeOffset Stop)
{
    /// <summary>Why it ended as it did.</summary>
    public string Message { get; init; } = "";

    public ImmutableArray<(string Name, string Value)> Parameters { get; init; } = [];

    public ImmutableArray<ReportedStep> Steps { get; init; } = [];

    /// <summary>What a judged finding is in a report: where it was read, and what was expected and observed.</summary>
    public static ImmutableArray<ReportedStep> Of(Finding finding, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return
        [
            new ReportedStep(TestReport.Look(finding), Model.Checks.Outcome.Passed, at, at),
            new ReportedStep(TestReport.Judge(finding), finding.Outcome, at, at) { Parameters = [("expected", finding.Expected), ("observed", finding.Observed)] },
        ];
    }

    internal StepResult ToAllure() => new()
    {
        name = KnownSecrets.Hide(Name),
        status = StatusOf(Outcome),
        statusDetails = new StatusDetails { message = KnownSecrets.Hide(Message) },
        stage = Stage.finished,
        start = Start.ToUnixTimeMilliseconds(),
        stop = Stop.ToUnixTimeMilliseconds(),
        parameters = [.. Parameters.Select(one => new Parameter { name = one.Name, value = KnownSecrets.Hide(one.Value) })],
        steps = [.. Steps.Select(step => step.ToAllure())],
    };

    internal static Status StatusOf(Outcome? outcome) => outcome switch
    {
        null => Status.skipped,
        Model.Checks.Outcome.Passed => Status.passed,
        Model.Checks.Outcome.Failed => Status.failed,
        _ => Status.broken,
    };
}
