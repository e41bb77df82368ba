using System.Text.Json.Serialization;
using Verification.Fixtures.Capabilities;

namespace Verification.Rehearsal.Output;

/// <summary>A preflight as text and as JSON.</summary>
internal static class PreflightView
{
    public static PreflightJson Of(PreflightReport report) => new(
        report.Target, Word(report.Status), [.. report.Lines.Select(line => new PreflightJsonLine(line.Subject, line.Region.Length > 0 ? line.Region : null, Word(line.Status), line.Said.Length > 0 ? line.Said : null))]);

    /// <summary>What is not there first; what is, once for all regions.</summary>
    public static string Text(PreflightReport report, string purpose)
    {
        var groups = report.Lines.GroupBy(line => (line.Subject, line.Status, line.Said)).OrderBy(group => group.Key.Status == PreflightStatus.There).ToList();
        var width = groups.Max(group => group.Key.Subject.Length);
        var lines = groups.Select(group =>
            $"{Word(group.Key.Status),-15}  {group.Key.Subject.PadRight(width)}  {string.Join(", ", group.Select(line => line.Region).Where(region => region.Length > 0))}{(group.Key.Said.Length > 0 ? $"  {group.Key.Said}" : "")}".TrimEnd());
        var (missing, unclear) = (report.Missing.Count(), report.Unclear.Count());
        var verdict = report.Status switch
        {
            PreflightStatus.There => $"{report.Target} has all that {purpose} needs",
            PreflightStatus.Missing => $"{report.Target} lacks {missing} of what {purpose} needs{(unclear > 0 ? $", and {unclear} are not known" : "")}",
            _ => $"{report.Target}: {unclear} of what {purpose} needs are not known",
        };
        return string.Join(Environment.NewLine, lines.Append("").Append(verdict));
    }

    private static string Word(PreflightStatus status) => status switch
    {
        PreflightStatus.There => "there",
        PreflightStatus.Missing => "missing",
        PreflightStatus.NotImplemented => "not implemented",
        PreflightStatus.NotAsked => "not asked",
        _ => "unknown",
    };
}

internal sealed record PreflightJson(string Target, string Status, IReadOnlyList<PreflightJsonLine> Lines);

internal sealed record PreflightJsonLine(string Subject, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Region, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Said);
