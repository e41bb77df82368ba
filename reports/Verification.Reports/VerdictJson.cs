using System.Text.Json;
using System.Text.Json.Serialization;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Gate;

namespace Verification.Reports;

/// <summary>The verdict for machines: <c>verify --json</c>.</summary>
public static class VerdictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Decision decision, IReadOnlyList<Finding> findings, Snapshot snapshot, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(snapshot);
        return JsonSerializer.Serialize(
            new
            {
                FormatVersion = 1,
                Decision = decision.Kind,
                decision.Reason,
                decision.Missing,
                snapshot.Target,
                snapshot.TakenAt,
                ElapsedMilliseconds = (long)elapsed.TotalMilliseconds,
                AwsCallCount = snapshot.AwsCalls.Values.Sum(),
                snapshot.AwsCalls,
                Findings = findings.Select(finding => new
                {
                    finding.Check,
                    finding.Subject.Cluster,
                    finding.Subject.Service,
                    finding.Outcome,
                    finding.Expected,
                    finding.Observed,
                    Source = finding.Source?.ToString(),
                    Remedy = finding.Outcome == Outcome.Passed ? null : finding.Remedy,
                }),
            },
            Options);
    }
}
