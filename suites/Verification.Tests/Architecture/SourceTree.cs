using NUnit.Framework;

namespace Verification.Tests.Architecture;

/// <summary>The repository's files, found from the folder that the tests run in.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files of that name or pattern that are written by hand: nothing that was built or generated.</summary>
    public static IReadOnlyList<string> Files(string pattern)
    {
        var artifacts = Path.Combine(Root, "artifacts") + Path.DirectorySeparatorChar;
        var files = Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(artifacts, StringComparison.Ordinal) && !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .ToList();
        Assert.That(files, Is.Not.Empty, $"no {pattern} under {Root}");
        return files;
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Verification.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"no Verification.sln above {AppContext.BaseDirectory}");
    }
}
