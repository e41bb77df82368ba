using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Verification.Tests.Architecture;

/// <summary>No two folders use each other, directly or around a corner: each can be understood from below.</summary>
public sealed partial class CircleTests
{
    [Test]
    public void No_folder_uses_itself_through_others()
    {
        var uses = Uses();

        var circles = uses.Keys.Where(folder => Reaches(folder, folder, uses)).Order(StringComparer.Ordinal).ToList();

        Assert.That(circles, Is.Empty, () => string.Join('\n', circles.Select(folder => $"{folder} uses {string.Join(", ", uses[folder])}")));
    }

    [Test]
    public void The_tree_has_arrows_to_look_at() => Assert.That(Uses().Values.Sum(used => used.Count), Is.GreaterThan(20));

    /// <summary>Folder to the folders whose types its files name, among those whose namespace they can see.</summary>
    private static Dictionary<string, HashSet<string>> Uses()
    {
        var files = SourceTree.Files("*.cs").Select(Read).Where(file => file.Namespace.Length > 0).ToList();
        var defined = files
            .SelectMany(file => Definition().Matches(file.Code).Select(match => (file.Namespace, Type: match.Groups[1].Value)))
            .ToLookup(one => one.Namespace, one => one.Type, StringComparer.Ordinal);
        return files.GroupBy(file => file.Namespace, StringComparer.Ordinal).ToDictionary(
            room => room.Key,
            room => room.SelectMany(file => Seen(file).Where(other => defined[other].Except(defined[room.Key]).Any(file.Names.Contains))).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The namespaces that a file imports, and those around its own.</summary>
    private static IEnumerable<string> Seen(SourceFile file)
    {
        var around = file.Namespace.Split('.');
        return Using().Matches(file.Code).Select(match => match.Groups["name"].Value)
            .Concat(Enumerable.Range(1, around.Length - 1).Select(length => string.Join('.', around[..length])))
            .Where(other => other != file.Namespace);
    }

    private static bool Reaches(string from, string to, Dictionary<string, HashSet<string>> uses)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(uses[from]));
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            if (seen.Add(at))
            {
                foreach (var next in uses.GetValueOrDefault(at) ?? [])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static SourceFile Read(string path)
    {
        var code = NoCode().Replace(File.ReadAllText(path), " ");
        return new SourceFile(Namespace().Match(code).Groups["name"].Value, code, Name().Matches(code).Select(match => match.Value).ToHashSet(StringComparer.Ordinal));
    }

    private sealed record SourceFile(string Namespace, string Code, HashSet<string> Names);

    [GeneratedRegex("""//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+([A-Z]\w*)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Name();
}
