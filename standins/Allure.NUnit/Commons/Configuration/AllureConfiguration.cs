namespace Allure.Net.Commons.Configuration;

/// <summary>The section "allure" of <c>allureConfig.json</c>.</summary>
public class AllureConfiguration
{
    public string? Title { get; init; }

    /// <summary>Where results go; what is relative is so to the process's folder.</summary>
    public string Directory { get; init; } = Path.GetFullPath("allure-results");

    /// <summary>Patterns of links by their type: <c>https://example.org/issues/{issue}</c>.</summary>
    public HashSet<string> Links { get; init; } = [];

    /// <summary>Full names of exceptions that are failed assertions.</summary>
    public List<string>? FailExceptions { get; set; }

    public bool IndentOutput { get; set; }

    public Dictionary<string, string> GlobalLabels { get; set; } = [];
}
