using System.Text.Json.Nodes;
using Allure.Net.Commons;

namespace Verification.AllureReports;

/// <summary>Where results go outside a test run, whose current folder is not the one that <c>allureConfig.json</c> is written for.</summary>
public static class ResultsLocation
{
    private const string Variable = "ALLURE_CONFIG";

    /// <summary>Before the first result: they go to this folder, unless <c>ALLURE_CONFIG</c> names another.</summary>
    /// <param name="directory">Made when it is not there.</param>
    public static void Use(string directory)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
        {
            return;
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "allureConfig.json");
        var configuration = File.Exists(beside) ? JsonNode.Parse(File.ReadAllText(beside))! : new JsonObject();
        var allure = configuration["allure"] ??= new JsonObject();
        allure["directory"] = Path.GetFullPath(directory);
        var file = Path.GetTempFileName();
        try
        {
            // It is read once, when the first result begins; what this program starts has to find its own.
            File.WriteAllText(file, configuration.ToJsonString());
            Environment.SetEnvironmentVariable(Variable, file);
            _ = AllureLifecycle.Instance;
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            File.Delete(file);
        }
    }
}
