using System.Text.Json;
using Allure.Net.Commons.Configuration;

namespace Allure.Net.Commons;

/// <summary>Finds <c>allureConfig.json</c>: where ALLURE_CONFIG says, or beside the assembly.</summary>
internal static class ConfigurationFile
{
    private const string Variable = "ALLURE_CONFIG";

    public static string Read()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? File.ReadAllText(named) : throw new FileNotFoundException($"{Variable} names {named}, which does not exist");
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "allureConfig.json");
        return File.Exists(beside) ? File.ReadAllText(beside) : "{}";
    }

    public static AllureConfiguration Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("allure", out var allure))
        {
            return new AllureConfiguration();
        }

        return new AllureConfiguration
        {
            Title = Text(allure, "title"),
            Directory = Path.GetFullPath(Text(allure, "directory") ?? "allure-results"),
            Links = [.. Texts(allure, "links")],
            FailExceptions = allure.TryGetProperty("failExceptions", out _) ? [.. Texts(allure, "failExceptions")] : null,
            IndentOutput = allure.TryGetProperty("indentOutput", out var indent) && indent.GetBoolean(),
            GlobalLabels = allure.TryGetProperty("globalLabels", out var labels) ? labels.Deserialize<Dictionary<string, string>>()! : [],
        };
    }

    private static string? Text(JsonElement section, string name) => section.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement section, string name) =>
        section.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];
}
