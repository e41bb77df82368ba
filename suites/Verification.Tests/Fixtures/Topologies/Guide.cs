using System.Runtime.CompilerServices;
using Verification.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>The guide's topology, and what comes of it when one thing in it is changed.</summary>
internal static class Guide
{
    public const string Name = "guide.yaml";

    public static string Folder { get; } = FindFolder();

    public static string File { get; } = Path.Combine(Folder, Name);

    public static string Yaml { get; } = System.IO.File.ReadAllText(File);

    /// <summary>The file with the first occurrence of a text in it replaced; it must occur.</summary>
    public static string With(string before, string after) => Replace(Yaml, before, after);

    public static string Replace(string yaml, string before, string after)
    {
        var index = yaml.IndexOf(before, StringComparison.Ordinal);
        Assert.That(index, Is.GreaterThanOrEqualTo(0), $"guide.yaml has no \"{before}\"");
        return string.Concat(yaml.AsSpan(0, index), after, yaml.AsSpan(index + before.Length));
    }

    /// <summary>The lines of the message; none when the text is a topology.</summary>
    public static IReadOnlyList<string> ErrorsOf(string yaml)
    {
        try
        {
            TopologyFile.Parse(yaml, Name);
            return [];
        }
        catch (TopologyException exception)
        {
            return exception.Message.Split('\n');
        }
    }

    private static string FindFolder([CallerFilePath] string thisFile = "")
    {
        for (var folder = Path.GetDirectoryName(thisFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (System.IO.File.Exists(Path.Combine(folder, "topologies", Name)))
            {
                return Path.Combine(folder, "topologies");
            }
        }

        throw new InvalidOperationException($"No topologies/{Name} above {thisFile}.");
    }
}
