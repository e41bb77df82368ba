using System.Text.Json;

namespace Verification.Reports.Generating;

/// <summary>What a report needs to know of the results beforehand: their environments, metrics and categories.</summary>
internal sealed class ResultsFolder
{
    private ResultsFolder()
    {
    }

    /// <summary>The values of the label <c>environment</c>: a cluster each.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The rules of <c>categories.json</c>; null when there are none.</summary>
    public required JsonElement? Categories { get; init; }

    /// <summary>What looks as if several runs had left their results here.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <exception cref="GenerationException">There is no result, or a file is none.</exception>
    public static ResultsFolder Read(string path)
    {
        var results = (Directory.Exists(path) ? Directory.GetFiles(path, "*-result.json") : []).Select(Parse).ToList();
        if (results.Count == 0)
        {
            throw new GenerationException($"{path}: expected results of tests, found none. The suites write them: dotnet test suites");
        }

        var metrics = Directory.GetFiles(path, "*-perf.json").SelectMany(file => Parse(file).EnumerateArray().Select(one => one.GetProperty("key").GetString()!));
        var categories = Path.Combine(path, "categories.json");
        return new ResultsFolder
        {
            Environments = Sorted(results.SelectMany(result => Labels(result, "environment"))),
            Metrics = Sorted(metrics),
            Categories = File.Exists(categories) ? Parse(categories) : null,
            Warnings = [.. Mixed(results, path)],
        };
    }

    /// <summary>Results add up in their folder. The generator takes the newest of a test and calls older ones its retries, and means figures of all runs.</summary>
    private static IEnumerable<string> Mixed(List<JsonElement> results, string path)
    {
        var again = results.Select(result => result.TryGetProperty("historyId", out var id) ? id.GetString() : null).OfType<string>()
            .GroupBy(id => id, StringComparer.Ordinal).Count(test => test.Skip(1).Any());
        if (again > 0)
        {
            yield return $"{path}: {again} tests have several results, of several runs: the newest one counts, older ones are shown as its retries, and figures are averages. Delete the folder before a run.";
        }
    }

    private static List<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Labels(JsonElement result, string name) => result.GetProperty("labels").EnumerateArray()
        .Where(label => label.GetProperty("name").GetString() == name).Select(label => label.GetProperty("value").GetString()!);

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
