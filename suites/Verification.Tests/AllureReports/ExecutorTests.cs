using System.Text.Json;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Reports.ContinuousIntegration;

namespace Verification.Tests.AllureReports;

/// <summary>Variables as the pipelines' manuals name them.</summary>
public sealed class ExecutorTests
{
    [Test]
    public void Github_names_workflow_run_and_its_page() => AssertExecutor(
        new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_SERVER_URL"] = "https://github.com", ["GITHUB_REPOSITORY"] = "o/r", ["GITHUB_RUN_ID"] = "77", ["GITHUB_RUN_NUMBER"] = "5", ["GITHUB_WORKFLOW"] = "release" },
        ("GitHub Actions", "github", "release #5", 5, "https://github.com/o/r/actions/runs/77"));

    [Test]
    public void Gitlab_names_job_and_its_page() => AssertExecutor(
        new() { ["GITLAB_CI"] = "true", ["CI_JOB_NAME"] = "verify", ["CI_PIPELINE_IID"] = "12", ["CI_JOB_URL"] = "https://gitlab.example/j/1", ["CI_PROJECT_URL"] = "https://gitlab.example" },
        ("GitLab CI", "gitlab", "verify #12", 12, "https://gitlab.example/j/1"));

    [Test]
    public void Jenkins_names_build_and_its_page() => AssertExecutor(
        new() { ["JENKINS_URL"] = "https://ci.example/", ["JOB_NAME"] = "release", ["BUILD_NUMBER"] = "9", ["BUILD_URL"] = "https://ci.example/job/release/9/" },
        ("Jenkins", "jenkins", "release #9", 9, "https://ci.example/job/release/9/"));

    [Test]
    public void Harness_names_pipeline_and_its_page() => AssertExecutor(
        new() { ["HARNESS_PIPELINE_ID"] = "promote", ["HARNESS_BUILD_ID"] = "31", ["CI_BUILD_LINK"] = "https://app.harness.io/x" },
        ("Harness", "harness", "promote #31", 31, "https://app.harness.io/x"));

    [Test]
    public void Without_a_pipeline_there_is_none() => Assert.That(CiRun.Find(_ => null), Is.Null);

    private static void AssertExecutor(Dictionary<string, string> variables, (string Name, string Type, string Build, int Order, string Url) expected)
    {
        var executor = JsonElement.Parse(Executor.ToJson(CiRun.Find(variables.GetValueOrDefault)!));

        Assert.That(
            (Text("name"), Text("type"), Text("buildName"), executor.GetProperty("buildOrder").GetInt32(), Text("buildUrl")), Is.EqualTo(expected));

        string? Text(string name) => executor.GetProperty(name).GetString();
    }
}
