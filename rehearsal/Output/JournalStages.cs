using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Verification.Fixtures.Pipelines;
using Verification.Fixtures.Pipelines.Journal;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Settings;
using Verification.Model.Checks;
using Verification.Model.Load;
using Verification.Reports.Promotion;

namespace Verification.Rehearsal.Output;

/// <summary>The stages of a pipeline's journal as a report has them.</summary>
internal static partial class JournalStages
{
    /// <param name="path">The journal.</param>
    /// <param name="hide">Takes secrets out of a text.</param>
    /// <exception cref="SettingsException">It cannot be read, or its run is still at work.</exception>
    public static ImmutableArray<ReleaseStage> Read(string path, Func<string, string> hide)
    {
        try
        {
            return Of(PipelineJournalReading.Read(path).Events.Select(one => one with { Text = hide(one.Text) }));
        }
        catch (PipelineException error)
        {
            throw new SettingsException($"--journal {path}: {error.Message}");
        }
    }

    public static ImmutableArray<ReleaseStage> Of(IEnumerable<PipelineEvent> events) =>
        [.. events.Where(one => one.Stage is not null).GroupBy(one => one.Stage!, StringComparer.Ordinal).Select(stage => Of(stage.Key, [.. stage]))];

    private static ReleaseStage Of(string id, List<PipelineEvent> events)
    {
        var begun = events.Find(one => one.Kind == PipelineEventKind.StageStarted);
        var ended = events.FindLast(one => one.Kind == PipelineEventKind.StageFinished);
        return new ReleaseStage
        {
            Name = begun?.Text is { Length: > 0 } name ? name : ended?.StageName ?? id,
            Status = ended is null ? "not ended" : ended.Status.ToString(),
            Outcome = ended?.Status switch
            {
                null or RunStatus.Unknown or RunStatus.Skipped => Outcome.Unknown,
                RunStatus.Success or RunStatus.IgnoreFailed => Outcome.Passed,
                _ => Outcome.Failed,
            },
            BeganAt = (begun ?? events[0]).At,
            Took = ended is null ? null : ended.Duration ?? TimeSpan.Zero,
            IsRolledBack = events.Exists(one => one.Kind == PipelineEventKind.RollbackStarted),
            Why = ended?.Text ?? "",
            Traffic =
            [
                .. events.Where(one => one.Kind == PipelineEventKind.Output && MovesTraffic().IsMatch(one.Text))
                    .DistinctBy(one => (one.Step, one.Text))
                    .Select(one => new AxisEvent(one.At, AxisEventKind.Listener, one.Text)),
            ],
        };
    }

    // What a blue/green deployment writes when it moves the production listener, at once or by weights.
    [GeneratedRegex(@"^(swap|shift|rollback): (production goes |\d+ % go to )", RegexOptions.ExplicitCapture)]
    private static partial Regex MovesTraffic();
}
