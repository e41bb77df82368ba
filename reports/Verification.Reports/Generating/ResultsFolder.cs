using System.Text.Json;

namespace Verification.Reports.Generating;

/// <summary>What a report needs to know of the results beforehand: their environments, metrics and categories.</summary>
internal sealed class ResultsFolder
{
    private ResultsFolder(int count, IReadOnlyList<string> environments, IReadOnlyList<string> metrics, JsonElement? categories) =>
        (Count, Environments, Metrics, Categories) = (count, environments, metrics, categories);

    public int Count { get; }

    /// <summary>The values of the label <c>environment</c>: a cluster each.</summary>
    public IReadOnlyList<string> Environments { get; }

    public IReadOnlyList<string> Metrics { get; }

    /// <summary>The rules of <c>categories.json</c>; null when there are none.</summary>
    public JsonElement? Categories { get; }

    /// <exception cref="GenerationException">There is no result, or a file is none.</exception>
    public static ResultsFolder Read(string path)
    {
        var results = Directory.Exists(path) ? Directory.GetFiles(path, "*-result.json") : [];
        if (results.Length == 0)
        {
            throw new GenerationException($"{path}: expected results of tests, found none. The suites write them: dotnet test suites");
        }

        var environments = results.SelectMany(file => Parse(file).GetProperty("labels").EnumerateArray()
            .Where(label => label.GetProperty("name").GetString() == "environment").Select(label => label.GetProperty("value").GetString()!));
        var metrics = Directory.GetFiles(path, "*-perf.json").SelectMany(file => Parse(file).EnumerateArray().Select(one => one.GetProperty("key").GetString()!));
        var categories = Path.Combine(path, "categories.json");
        return new ResultsFolder(
            results.Length,
            [.. environments.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. metrics.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            File.Exists(categories) ? Parse(categories) : null);
    }

    private static JsonElement Parse(string file)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllText(file));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GenerationException($"{file}: cannot be read as a result: {error.Message}", error);
        }
    }
}
