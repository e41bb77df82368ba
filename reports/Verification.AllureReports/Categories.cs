using System.Text.Json;

namespace Verification.AllureReports;

/// <summary>Why tests did not pass, by class: <c>categories.json</c>. The messages are <see cref="Model.Checks.Finding.Describe"/>'s and NUnit's.</summary>
internal static class Categories
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string ToJson() => JsonSerializer.Serialize(
        new object[]
        {
            new { name = "Could not look", matchedStatuses = (string[])["broken", "failed"], messageRegex = "(?s).*OneTimeSetUp: .*" },
            new { name = "Cannot be judged", matchedStatuses = (string[])["failed"], messageRegex = "(?s).*: Unknown for .*" },
            new { name = "Check failed", matchedStatuses = (string[])["failed"], messageRegex = "(?s).*: Failed for .*" },
            new { name = "Test error", matchedStatuses = (string[])["broken"], messageRegex = "(?s).*" },
            new { name = "Not run", matchedStatuses = (string[])["skipped"], messageRegex = "(?s).*" },
        },
        Options);
}
