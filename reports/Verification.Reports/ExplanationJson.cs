using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Verification.Model.Explain;
using Verification.Model.Facts;

namespace Verification.Reports;

/// <summary>Why, for machines: <c>explain --json</c>.</summary>
public static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // Commands have quotes, and nobody puts this into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Explanation explanation, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(snapshot);
        return JsonSerializer.Serialize(
            new
            {
                FormatVersion = 1,
                snapshot.Target,
                snapshot.TakenAt,
                Causes = explanation.Causes.Select(cause => new
                {
                    cause.Id,
                    cause.Title,
                    cause.Subject.Cluster,
                    cause.Subject.Service,
                    cause.Layer,
                    cause.Certainty,
                    For = cause.For.Select(Words),
                    Against = cause.Against.Select(Words),
                    cause.Remedy,
                    cause.See,
                    cause.Mend,
                    cause.IsMendSafe,
                    Explains = cause.Explains.Select(finding => $"{finding.Check} {finding.Subject}"),
                }),
                Unexplained = explanation.Unexplained.Select(one => new
                {
                    one.Finding.Check,
                    one.Finding.Subject.Cluster,
                    one.Finding.Subject.Service,
                    one.Finding.Observed,
                    Nearest = one.Nearest.Select(Words),
                    one.Unread,
                }),
            },
            Options);
    }

    private static object Words(Proof proof) => new { proof.Text, Source = proof.Source.ToString(), proof.At };
}
