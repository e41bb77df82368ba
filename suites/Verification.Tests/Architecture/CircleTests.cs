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

    /// <summary>Folder to the folders whose types its files name. A name that several files define says nothing.</summary>
    private static Dictionary<string, HashSet<string>> Uses()
    {
        var files = SourceTree.Files("*.cs").Select(path => (Folder: Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(path)!), Code: Code(path))).ToList();
        var owners = files
            .SelectMany(file => Definition().Matches(file.Code).Select(match => (Type: match.Groups[1].Value, file.Folder)))
            .GroupBy(one => one.Type, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single().Folder, StringComparer.Ordinal);
        return files.GroupBy(file => file.Folder, StringComparer.Ordinal).ToDictionary(
            folder => folder.Key,
            folder => folder
                .SelectMany(file => Name().Matches(file.Code).Select(match => match.Value))
                .Distinct(StringComparer.Ordinal)
                .Where(owners.ContainsKey)
                .Select(name => owners[name])
                .Where(owner => owner != folder.Key)
                .ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
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

    private static string Code(string path) => NoCode().Replace(File.ReadAllText(path), " ");

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*@?\"{3}(?:.|\n)*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""", RegexOptions.Singleline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+([A-Z]\w*)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Name();
}
