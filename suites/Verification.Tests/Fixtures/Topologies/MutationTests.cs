using CsCheck;
using NUnit.Framework;
using Verification.Fixtures.Topologies;

namespace Verification.Tests.Fixtures.Topologies;

/// <summary>Whatever happens to the file: it is a topology or it has errors, and nothing else comes of it.</summary>
public class MutationTests
{
    private static readonly string[] Lines = Guide.Yaml.Split('\n');

    private static readonly string[] Values =
    [
        "", "~", "0", "-1", "1e9", "99999999999999999999", "true", "yes", "\"\"", "'", "\"", "[]", "{}", "[", "{", "]", "}", "[[a]]", "{ a: b }",
        "*secrets", "*nothing", "&x", "!!int 1", "|", ">", "- a", "? a", ": a", "# a", "@", "%", "\t", "<<: *health", "10.0.0.0/33", "\u2028", "\ud83d\ude00",
    ];

    private static readonly Gen<Action<List<string>>> Edit = Gen.OneOf(
        At().Select(index => (Action<List<string>>)(lines => Apply(lines, index, lines.RemoveAt))),
        At().Select(index => (Action<List<string>>)(lines => Apply(lines, index, at => lines.Insert(at, lines[at])))),
        Gen.Select(At(), At(), (from, to) => (Action<List<string>>)(lines => Apply(lines, from, at => lines[at] = Lines[to]))),
        Gen.Select(At(), Gen.Int[0, Values.Length - 1], (index, value) => (Action<List<string>>)(lines => Apply(lines, index, at => lines[at] = Valued(lines[at], Values[value])))),
        Gen.Select(At(), Gen.Int[-4, 4], (index, by) => (Action<List<string>>)(lines => Apply(lines, index, at => lines[at] = Indented(lines[at], by)))),
        Gen.Select(At(), Gen.Int[0, 60], Gen.Char, (index, column, character) =>
            (Action<List<string>>)(lines => Apply(lines, index, at => lines[at] = With(lines[at], column, character)))));

    [Test]
    public void A_damaged_file_is_a_topology_or_has_errors_with_places() =>
        Edit.List[1, 5].Sample(edits => { _ = IsTopology(Damaged(edits)); }, iter: 1500, threads: 1);

    [Test]
    public void Random_text_has_errors_with_places() =>
        Gen.String.Sample(yaml => !IsTopology(yaml), iter: 5000, threads: 1);

    [Test]
    public void A_file_with_every_second_line_dropped_is_never_a_topology() =>
        Gen.Int[0, 1].Sample(
            parity => !IsTopology(string.Join('\n', Lines.Where((line, index) => index % 2 == parity))), iter: 4, threads: 1);

    private static Gen<int> At() => Gen.Int[0, Lines.Length - 1];

    private static string Damaged(IEnumerable<Action<List<string>>> edits)
    {
        var lines = Lines.ToList();
        foreach (var edit in edits)
        {
            edit(lines);
        }

        return string.Join('\n', lines);
    }

    private static void Apply(List<string> lines, int index, Action<int> edit) => edit(Math.Min(index, lines.Count - 1));

    private static string Valued(string line, string value) =>
        line.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? line[..(colon + 2)] + value : line + value;

    private static string Indented(string line, int by) =>
        by >= 0 ? new string(' ', by) + line : line[Math.Min(-by, line.Length - line.TrimStart().Length)..];

    private static string With(string line, int column, char character) =>
        line.Insert(Math.Min(column, line.Length), character.ToString());

    /// <summary>Any exception but the one that is allowed is what the property is there to find.</summary>
    private static bool IsTopology(string yaml)
    {
        try
        {
            var topology = TopologyFile.Parse(yaml, "guide.yaml");
            Assert.That(topology.Clusters.Select(cluster => cluster.Common.TaskDefinition.ContainerPort), Is.All.Positive);
            return true;
        }
        catch (TopologyException exception)
        {
            Assert.That(exception.Errors, Is.Not.Empty);
            Assert.That(exception.Errors.Select(error => error.Line), Is.All.Positive);
            return false;
        }
    }
}
