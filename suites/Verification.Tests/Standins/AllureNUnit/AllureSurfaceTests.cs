using Allure.NUnit;
using NUnit.Framework;
using Verification.Tests.Architecture;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>
/// The stand-in offers what its surface file says, which was taken from the official source, and nothing else. Built with OfficialPackages the same test
/// says that the official packages offer at least that.
/// </summary>
public sealed class AllureSurfaceTests
{
    internal static bool IsOfficial => typeof(AllureNUnitAttribute).Assembly != typeof(global::Allure.Net.Commons.AllureApi).Assembly;

    /// <summary>Ends a test of what only the stand-in does.</summary>
    internal static void RequireStandin()
    {
        if (IsOfficial)
        {
            Assert.Ignore("the official package writes no results of tests that were not run");
        }
    }

    [Test]
    public void What_the_surface_file_says_is_what_is_offered()
    {
        var said = File.ReadAllLines(Path.Combine(SourceTree.Root, "standins", "Allure.NUnit", "Surface.txt")).Where(line => line.Length > 0 && line[0] != '#').ToHashSet(StringComparer.Ordinal);

        var offered = ((Type[])[typeof(AllureNUnitAttribute), typeof(global::Allure.Net.Commons.AllureApi)])
            .SelectMany(type => type.Assembly.GetExportedTypes()).Distinct().SelectMany(SurfaceRenderer.Lines).ToHashSet(StringComparer.Ordinal);

        Assert.That(said, Has.Count.GreaterThan(200));
        Assert.That(said.Except(offered).Order(StringComparer.Ordinal), Is.Empty, "said but not offered");
        Assert.That(IsOfficial ? [] : (string[])[.. offered.Except(said).Order(StringComparer.Ordinal)], Is.Empty, "offered but not said");
    }
}
