using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.Reports.Evidence;

namespace Verification.AllureReports;

/// <summary>The secrets of this process: values of its environment, what the policy names, and what looks like one.</summary>
public static class KnownSecrets
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static Redaction _redaction = Redaction.OfRun([]);

    /// <param name="patterns">What is secret besides, as regular expressions.</param>
    public static void Add(IEnumerable<string> patterns) => _redaction = Redaction.OfRun(patterns);

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
}
