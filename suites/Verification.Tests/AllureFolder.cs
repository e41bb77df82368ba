using System.Text.Json;
using NUnit.Framework;

namespace Verification.Tests;

/// <summary>Where what these tests try out leaves results for Allure, so that they do not stand among a user's own; <c>VERIFICATION_ALLURE_RESULTS</c> keeps them.</summary>
[SetUpFixture]
public sealed class AllureFolder
{
    private const string Variable = "ALLURE_CONFIG";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allure-of-tests-");

    public static string Results { get; private set; } = "";

    public static HashSet<string> ResultFiles() => Directory.Exists(Results) ? [.. Directory.EnumerateFiles(Results, "*-result.json")] : [];

    [OneTimeSetUp]
    public void Choose()
    {
        Results = Environment.GetEnvironmentVariable("VERIFICATION_ALLURE_RESULTS") is { Length: > 0 } kept ? Path.GetFullPath(kept) : Path.Combine(_folder.FullName, "allure-results");
        var configuration = Path.Combine(_folder.FullName, "allureConfig.json");
        File.WriteAllText(configuration, JsonSerializer.Serialize(new { allure = new { directory = Results } }));
        Environment.SetEnvironmentVariable(Variable, configuration);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Delete(recursive: true);
    }
}
