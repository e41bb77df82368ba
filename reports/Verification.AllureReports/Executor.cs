using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verification.AllureReports;

/// <summary>Who ran the tests: <c>executor.json</c>, made of what the pipeline says of itself in its variables.</summary>
internal sealed record Executor
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Name { get; init; }

    /// <summary>By which a report chooses its icon.</summary>
    public required string Type { get; init; }

    public string? Url { get; init; }

    public long? BuildOrder { get; init; }

    public string? BuildName { get; init; }

    public string? BuildUrl { get; init; }

    /// <returns>Null where no pipeline is known that runs this.</returns>
    public static Executor? Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (Set("HARNESS_PIPELINE_ID") is { } harness)
        {
            return new Executor
            {
                Name = "Harness",
                Type = "harness",
                BuildName = Numbered(harness, Set("HARNESS_BUILD_ID")),
                BuildOrder = Order("HARNESS_BUILD_ID"),
                BuildUrl = Set("CI_BUILD_LINK") ?? Set("DRONE_BUILD_LINK"),
            };
        }

        if (Set("GITHUB_ACTIONS") == "true")
        {
            var repository = $"{Set("GITHUB_SERVER_URL")}/{Set("GITHUB_REPOSITORY")}";
            return new Executor
            {
                Name = "GitHub Actions",
                Type = "github",
                Url = repository,
                BuildName = Numbered(Set("GITHUB_WORKFLOW"), Set("GITHUB_RUN_NUMBER")),
                BuildOrder = Order("GITHUB_RUN_NUMBER"),
                BuildUrl = $"{repository}/actions/runs/{Set("GITHUB_RUN_ID")}",
            };
        }

        if (Set("GITLAB_CI") == "true")
        {
            return new Executor
            {
                Name = "GitLab CI",
                Type = "gitlab",
                Url = Set("CI_PROJECT_URL"),
                BuildName = Numbered(Set("CI_JOB_NAME"), Set("CI_PIPELINE_IID")),
                BuildOrder = Order("CI_PIPELINE_IID"),
                BuildUrl = Set("CI_JOB_URL") ?? Set("CI_PIPELINE_URL"),
            };
        }

        return Set("JENKINS_URL") is not { } jenkins ? null : new Executor
        {
            Name = "Jenkins",
            Type = "jenkins",
            Url = jenkins,
            BuildName = Numbered(Set("JOB_NAME"), Set("BUILD_NUMBER")),
            BuildOrder = Order("BUILD_NUMBER"),
            BuildUrl = Set("BUILD_URL"),
        };

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

        long? Order(string name) => long.TryParse(Set(name), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : null;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    private static string? Numbered(string? name, string? number) => number is null ? name : $"{name} #{number}".TrimStart();
}
