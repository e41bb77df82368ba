using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.Reports.Evidence;

/// <summary>One line of an evidence file. Its hash is the SHA-256 of all of it that stands before <c>,"hash":</c>, and it names the hash of the line before.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">One of <see cref="EvidenceKind"/>.</param>
/// <param name="Payload">What was seen or decided.</param>
/// <param name="Hash">Of the line.</param>
public sealed record EvidenceLine(int Number, DateTimeOffset At, string Kind, string Payload, string Hash)
{
    public const int FormatVersion = 1;

    /// <summary>What the first line of a file names as the line before it.</summary>
    public const string NoHash = "";

    private const string HashMark = ",\"hash\":\"";

    // Names and answers stay readable; the file is no HTML.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The line, and its hash.</returns>
    public static (string Text, string Hash) Write(int number, DateTimeOffset at, string kind, JsonNode payload, string previous)
    {
        var open = new JsonObject
        {
            ["formatVersion"] = FormatVersion,
            ["number"] = number,
            ["at"] = at,
            ["kind"] = kind,
            ["previous"] = previous,
            ["payload"] = payload,
        }.ToJsonString(Options)[..^1];
        var hash = HashOf(open);
        return ($"{open}{HashMark}{hash}\"}}", hash);
    }

    /// <summary>Whether it has its end; a writer that is killed leaves at most one line without.</summary>
    public static bool IsWhole(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(HashMark, StringComparison.Ordinal) && text.EndsWith("\"}", StringComparison.Ordinal);
    }

    /// <exception cref="EvidenceException">It was changed, is cut off, or stands elsewhere than it did.</exception>
    public static EvidenceLine Read(string text, int number, string previous, string place)
    {
        var mark = text.LastIndexOf(HashMark, StringComparison.Ordinal);
        if (!IsWhole(text))
        {
            throw new EvidenceException($"{place}: expected a line of evidence with its hash, found one that is cut off: its writer was ended. Take the evidence again.");
        }

        var hash = text[(mark + HashMark.Length)..^2];
        if (hash != HashOf(text[..mark]))
        {
            throw new EvidenceException($"{place}: expected the line as it was written, found one that was changed since: its hash does not fit");
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.GetProperty("formatVersion").GetInt32() is var version && version != FormatVersion)
            {
                throw new EvidenceException($"{place}: expected evidence of formatVersion {FormatVersion}, found {version}: read it with the version of the tool that wrote it");
            }

            if (root.GetProperty("number").GetInt32() != number || root.GetProperty("previous").GetString() != previous)
            {
                throw new EvidenceException($"{place}: expected line {number} of the file, found one that does not follow the line before it: lines were taken out or put in");
            }

            return new EvidenceLine(number, root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("kind").GetString()!, root.GetProperty("payload").GetRawText(), hash);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EvidenceException($"{place}: expected a line of evidence: {error.Message}", error);
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
