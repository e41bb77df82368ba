using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verification.Reports.Evidence;

namespace Verification.AllureReports;

/// <summary>The secrets of this process: values of its environment, what the policy names, and what looks like one.</summary>
public static partial class KnownSecrets
{
    // A shorter value would be found in words that are no secret.
    private const int ShortestValue = 8;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // A value inside a longer one must not leave the rest of it behind.
    private static readonly string[] Values = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => SecretName().IsMatch((string)variable.Key) && variable.Value is string { Length: >= ShortestValue })
        .Select(variable => (string)variable.Value!)
        .OrderByDescending(value => value.Length)
        .Select(Regex.Escape)];

    private static Redaction _redaction = Redaction.With(Values);

    /// <param name="patterns">What is secret besides, as regular expressions.</param>
    public static void Add(IEnumerable<string> patterns) => _redaction = Redaction.With([.. Values, .. patterns]);

    public static string Hide(string text) => _redaction.Of(text);

    /// <summary>Hides value by value, so that what was JSON still is.</summary>
    public static string HideInJson(string json)
    {
        try
        {
            return JsonNode.Parse(json) is { } node ? _redaction.Of(node).ToJsonString(Indented) : json;
        }
        catch (JsonException)
        {
            return Hide(json);
        }
    }

    [GeneratedRegex("TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|WEBHOOK|CREDENTIAL", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
