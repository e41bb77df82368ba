using System.Globalization;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Rehearsal.Rehearsing;

/// <summary>What happens, a line each, where there is no terminal.</summary>
internal static class PlainLines
{
    /// <returns>Null for what only a terminal shows.</returns>
    public static string? Of(PipelineEvent happened) => happened.Kind switch
    {
        PipelineEventKind.StageStarted => $"{Time(happened)}  {happened.Text}",
        PipelineEventKind.RollbackStarted => $"{Time(happened)}    rolling back: {happened.Text}",
        PipelineEventKind.StepFinished => $"{Time(happened)}    {happened.Step}: {happened.Status}{Took(happened)}{Why(happened)}",
        PipelineEventKind.StageFinished => $"{Time(happened)}  {happened.Stage}: {happened.Status}{Took(happened)}{Why(happened)}",
        PipelineEventKind.Note => $"{Time(happened)}    {happened.Text}",
        _ => null,
    };

    private static string Time(PipelineEvent happened) => happened.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Took(PipelineEvent happened) => happened.Duration is { } duration ? $" in {BoardView.Took(duration)}" : "";

    private static string Why(PipelineEvent happened) => happened.Text.Length > 0 && !happened.Status.Equals(RunStatus.Success) ? $": {happened.Text}" : "";
}
