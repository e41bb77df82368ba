using System.Collections.Immutable;
using Verification.AllureReports;
using Verification.Fixtures.Pipelines.Running;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Rehearsal.Output;
using Verification.Rehearsal.Rehearsing;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Charts;

namespace Verification.Rehearsal.Reporting;

/// <summary>The steps of a pipeline that was played, with what they wrote.</summary>
internal static class StageResults
{
    /// <summary>That versions were compared; a policy may ask for it.</summary>
    public const string AnalysisTag = "analysis";

    // Of a step; the rest stands in the output that is attached.
    private const int MostLines = 40;

    public static IEnumerable<ReportedResult> Of(RehearsalResult played, PromotionReport report, Func<string?, TestReport> about)
    {
        var timeline = Timeline(played);
        var comparisons = report.Analyses.ToDictionary(
            analysis => analysis.Evidence.Cluster, analysis => ReportedAttachment.Picture("Comparison of versions", ReportPictures.Comparison(analysis)), StringComparer.Ordinal);
        foreach (var stage in played.Pipeline.Stages)
        {
            foreach (var step in stage.Steps)
            {
                var comparison = step is { Type: "Verify", Cluster: { } cluster } ? comparisons.GetValueOrDefault(cluster) : null;
                var shown = Show(played, stage, step);
                yield return new ReportedResult
                {
                    Id = $"pipeline {played.Pipeline.Pipeline}: {stage.Identifier}/{step.Identifier}",
                    Report = about(step.Cluster),
                    Stage = stage.Name,
                    Title = step.Name,
                    // What its condition leaves out is not missing.
                    Weight = shown.Outcome is null ? CheckWeight.Shadow : CheckWeight.Block,
                    Outcome = shown.Outcome,
                    Message = shown.Message,
                    Description = $"{step.Type}, {step.Status}",
                    Start = shown.Start,
                    Stop = shown.Stop,
                    Tags = comparison is null ? [] : [AnalysisTag],
                    Steps = shown.Steps,
                    Attachments = [.. new[] { Output(played, stage, step), comparison, timeline }.OfType<ReportedAttachment>()],
                };
            }

            if (stage.Steps.IsEmpty)
            {
                yield return new ReportedResult
                {
                    Id = $"pipeline {played.Pipeline.Pipeline}: {stage.Identifier}",
                    Report = about(stage.Cluster),
                    Stage = stage.Name,
                    Title = stage.Name,
                    Weight = OutcomeOf(stage.Status) is null ? CheckWeight.Shadow : CheckWeight.Block,
                    Outcome = OutcomeOf(stage.Status),
                    Message = stage.Why,
                    Start = played.Events[0].At,
                    Stop = played.Events[0].At,
                    Attachments = [.. new[] { timeline }.OfType<ReportedAttachment>()],
                };
            }
        }
    }

    /// <summary>A pipeline that is to fail, as one result.</summary>
    public static ReportedResult WholePipeline(RehearsalResult played, TestReport about, string title, IEnumerable<Expectation> expectations, string? promotionReport)
    {
        var problems = expectations.Where(one => one is { Cluster: null, Holds: false }).Select(one => one.Problem).ToList();
        return new ReportedResult
        {
            Id = $"pipeline {played.Pipeline.Pipeline}: {title}",
            Report = about,
            Stage = "Failure on purpose",
            Title = title,
            Outcome = problems.Count == 0 ? Outcome.Passed : Outcome.Failed,
            Message = problems.Count == 0 ? "" : $"{title}: ended with {played.Pipeline.Status}: {string.Join("; ", problems)}",
            Description = $"{title}. The pipeline did end with {played.Pipeline.Status}. {played.Pipeline.Why}",
            Start = played.Events.Min(one => one.At),
            Stop = played.Events.Max(one => one.At),
            Steps =
            [
                .. played.Pipeline.Stages.Select(stage =>
                {
                    var times = played.Events.Where(one => one.Stage == stage.Identifier).Select(one => one.At).DefaultIfEmpty(played.Events[0].At).ToList();
                    return new ReportedStep($"{stage.Name}: {stage.Status}{(stage.IsRolledBack ? ", rolled back" : "")}", OutcomeOf(stage.Status), times.Min(), times.Max())
                    {
                        Message = stage.Why,
                        Steps = [.. stage.Steps.Select(step => Show(played, stage, step))],
                    };
                }),
            ],
            Attachments = [.. new[] { Timeline(played), promotionReport is { } page ? new ReportedAttachment("Promotion report", "text/html", ".html", () => page) : null }.OfType<ReportedAttachment>()],
        };
    }

    private static ReportedAttachment? Timeline(RehearsalResult played) => ReportedAttachment.Picture("Timeline", ReportPictures.Timeline(JournalStages.Of(played.Events)));

    private static ReportedStep Show(RehearsalResult played, StageResult stage, StepResult step)
    {
        var events = Events(played, stage, step);
        var (start, stop) = events.IsEmpty ? (played.Events[0].At, played.Events[0].At) : (events[0].At, events[^1].At);
        var lines = events.Where(IsLine).ToList();
        return new ReportedStep(step.Name, OutcomeOf(step.Status), start, stop)
        {
            Message = step.Status is RunStatus.Success ? "" : step.Status == RunStatus.Skipped ? step.Why : $"{step.Name}: ended with {step.Status}: {step.Why}",
            Steps =
            [
                .. lines.Take(MostLines).Select((line, at) => new ReportedStep(line.Text, Outcome.Passed, line.At, at + 1 < lines.Count ? lines[at + 1].At : stop)),
                .. lines.Count > MostLines ? (ReportedStep[])[new ReportedStep($"and {lines.Count - MostLines} more lines, in the output", Outcome.Passed, stop, stop)] : [],
            ],
        };
    }

    private static ReportedAttachment? Output(RehearsalResult played, StageResult stage, StepResult step) =>
        Events(played, stage, step).Where(IsLine).Select(line => $"{line.At:HH:mm:ss.fff} {line.Text}\n").ToList() is { Count: > 0 } lines
            ? new ReportedAttachment("Output", "text/plain", ".txt", () => string.Concat(lines))
            : null;

    private static ImmutableArray<PipelineEvent> Events(RehearsalResult played, StageResult stage, StepResult step) =>
        [.. played.Events.Where(one => one.Stage == stage.Identifier && one.Step == step.Identifier)];

    private static bool IsLine(PipelineEvent one) => one.Kind is PipelineEventKind.Output or PipelineEventKind.Note && one.Text.Length > 0;

    private static Outcome? OutcomeOf(RunStatus status) => status switch
    {
        RunStatus.Success or RunStatus.IgnoreFailed => Outcome.Passed,
        RunStatus.Skipped => null,
        RunStatus.Unknown or RunStatus.Aborted => Outcome.Unknown,
        _ => Outcome.Failed,
    };
}
