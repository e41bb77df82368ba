using System.Globalization;
using Verification.Fixtures.Pipelines.Running;

namespace Verification.Rehearsal.Output;

/// <summary>A pipeline's events, a line each.</summary>
internal sealed class PipelineLines(TextWriter writer) : IProgress<PipelineEvent>
{
    public void Report(PipelineEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var place = string.Join('/', new[] { value.Stage, value.Step }.OfType<string>());
        var what = value.Kind switch
        {
            PipelineEventKind.Output => $"  {value.Text}",
            PipelineEventKind.PipelineStarted or PipelineEventKind.StageStarted or PipelineEventKind.StepStarted => $"started: {value.Text}",
            PipelineEventKind.RollbackStarted or PipelineEventKind.Note => value.Text,
            _ => $"{value.Status}{Took(value)}{(value.Text.Length > 0 ? $": {value.Text}" : "")}",
        };
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.At:HH:mm:ss} {(place.Length > 0 ? place : "pipeline")} {what}"));
    }

    private static string Took(PipelineEvent value) => value is { Duration: { } target, RealDuration: { } real }
        ? string.Create(CultureInfo.InvariantCulture, $" after {target.TotalSeconds:0} s ({real.TotalSeconds:0.0} s real)")
        : "";
}
