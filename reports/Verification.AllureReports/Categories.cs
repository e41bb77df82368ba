using System.Text.Json;
using Verification.Model.Explain.Catalog;

namespace Verification.AllureReports;

/// <summary>Why tests did not pass, by cause where one is known, and else by class: <c>categories.json</c>. The messages are <see cref="Model.Checks.Finding.Describe"/>'s, NUnit's, and the rehearsal's.</summary>
/// <remarks>Generators are written in Java and JavaScript: what both know of regular expressions is used, and no inline options.</remarks>
internal static class Categories
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static string ToJson() => JsonSerializer.Serialize(
        new object[]
        {
            new { name = "Could not look", matchedStatuses = (string[])["broken", "failed"], messageRegex = @"[\s\S]*OneTimeSetUp: [\s\S]*" },
        }
        .Concat(CauseCatalog.All.Select(rule => new { name = $"Cause: {rule.Title.TrimEnd('.')}", matchedStatuses = (string[])["failed"], messageRegex = $@"[\s\S]*\nwhy: [^\n]*\({rule.Id}, [a-z]+\)[\s\S]*" }))
        .Concat(
        [
            new { name = "Cannot be judged", matchedStatuses = (string[])["failed"], messageRegex = @"[\s\S]*: Unknown for [\s\S]*" },
            new { name = "Check failed", matchedStatuses = (string[])["failed"], messageRegex = @"[\s\S]*: Failed for [\s\S]*" },
            new { name = "Stage failed", matchedStatuses = (string[])["failed"], messageRegex = @"[\s\S]*: ended with [\s\S]*" },
            new { name = "Clients noticed", matchedStatuses = (string[])["failed"], messageRegex = @"Clients of [\s\S]*" },
            new { name = "Test error", matchedStatuses = (string[])["broken"], messageRegex = @"[\s\S]*" },
            new { name = "Not run", matchedStatuses = (string[])["skipped"], messageRegex = @"[\s\S]*" },
        ]),
        Options);
}
