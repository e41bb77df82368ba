using System.Text.Json;
using Verification.Tests.Architecture;

namespace Verification.Tests.External;

/// <summary>The suites as a pipeline step runs them: by dotnet test, in a process of their own, with reports in a folder of their own.</summary>
internal static class SuiteRun
{
    public static async Task<ToolResult> RunAsync(string runsettings, string filter, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("verification-suites-").FullName;
        try
        {
            var allure = Path.Combine(folder, "allureConfig.json");
            await File.WriteAllTextAsync(allure, JsonSerializer.Serialize(new { allure = new { directory = Path.Combine(folder, "results") } }), cancellationToken);
            return await ExternalTool.RunAsync(
                "dotnet",
                ["test", Assembly, "--settings", Path.Combine(SourceTree.Root, "runsettings", runsettings), "--filter", filter, "--logger", "console;verbosity=normal"],
                new Dictionary<string, string?>(environment, StringComparer.Ordinal) { ["ALLURE_CONFIG"] = allure },
                cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Assembly => Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Verification.Suites", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Verification.Suites.dll");
}
