using NUnit.Framework;
using Verification.Fixtures.Topologies;
using Verification.Tests.Architecture;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>The guide's topology, and what comes of it when one thing in it is changed.</summary>
internal static class Guide
{
    public const string Name = "guide.yaml";

    public static string Path { get; } = System.IO.Path.Combine(SourceTree.Root, "topologies", Name);

    public static string Yaml { get; } = File.ReadAllText(Path);

    /// <summary>The file with the first occurrence of a text in it replaced; it must occur.</summary>
    public static string With(string before, string after)
    {
        var index = Yaml.IndexOf(before, StringComparison.Ordinal);
        Assert.That(index, Is.GreaterThanOrEqualTo(0), $"guide.yaml has no \"{before}\"");
        return string.Concat(Yaml.AsSpan(0, index), after, Yaml.AsSpan(index + before.Length));
    }

    /// <param name="yaml">The text of the file.</param>
    /// <param name="errors">All lines of the message, each without the name of the file.</param>
    public static void AssertErrors(string yaml, params string[] errors) =>
        Assert.That(ErrorsOf(yaml), Is.EqualTo(errors.Select(error => Name + ":" + error)));

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
}
