using System.Globalization;

namespace Verification.Reports.ContinuousIntegration;

/// <summary>The pipeline's run that this process belongs to, by what it says of itself in its variables.</summary>
public sealed record CiRun
{
    public required string Name { get; init; }

    /// <summary>By which an Allure report chooses its icon.</summary>
    public required string Type { get; init; }

    public string? Url { get; init; }

    public long? BuildOrder { get; init; }

    public string? BuildName { get; init; }

    /// <summary>The page of the run.</summary>
    public string? BuildUrl { get; init; }

    /// <param name="variable">The environment.</param>
    /// <returns>Null where no pipeline is known that runs this.</returns>
    public static CiRun? Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (Set("HARNESS_PIPELINE_ID") is { } harness)
        {
            return new CiRun
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
            return new CiRun
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
            return new CiRun
            {
                Name = "GitLab CI",
                Type = "gitlab",
                Url = Set("CI_PROJECT_URL"),
                BuildName = Numbered(Set("CI_JOB_NAME"), Set("CI_PIPELINE_IID")),
                BuildOrder = Order("CI_PIPELINE_IID"),
                BuildUrl = Set("CI_JOB_URL") ?? Set("CI_PIPELINE_URL"),
            };
        }

        return Set("JENKINS_URL") is not { } jenkins ? null : new CiRun
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

    private static string? Numbered(string? name, string? number) => number is null ? name : $"{name} #{number}".TrimStart();
}
