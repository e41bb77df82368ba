using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Verification.Tests.Architecture;

/// <summary>What <c>dotnet format</c> says of the order of imports, and neither the compiler nor <c>dotnet format whitespace</c> does.</summary>
public sealed partial class ImportOrderTests
{
    [Test]
    public void Imports_are_in_order()
    {
        var files = SourceTree.Files("*.cs").Select(file => (file, Imports: Imports(File.ReadAllText(file)))).ToList();

        Assert.That(files.Count(one => one.Imports.Count > 1), Is.GreaterThan(100));
        Assert.That(files.Where(one => !IsInOrder(one.Imports)).Select(one => one.file), Is.Empty, "dotnet format puts them in order");
    }

    [TestCase("System.Text", "Amazon.ECS", true)]
    [TestCase("Amazon.ECS", "System.Text", false)]
    [TestCase("System.Text.Json", "System.Text", false)]
    [TestCase("Amazon.ECS.Model", "Amazon.ECSX", true)]
    [TestCase("NUnit.Framework", "Amazon.ECS", false)]
    [TestCase("Zoo", "static System.Math", true)]
    [TestCase("static System.Math", "Zoo", false)]
    [TestCase("Task = System.Threading.Tasks.Task", "static System.Math", false)]
    [TestCase("Action = B.Action", "Task = A.Task", true)]
    public void System_comes_first_then_names_then_static_ones_then_aliases(string first, string second, bool expected) =>
        Assert.That(IsInOrder(Imports($"using {first};\nusing {second};\n\nnamespace N;\n")), Is.EqualTo(expected));

    private static List<string> Imports(string code) => [.. Import().Matches(code).Select(match => match.Groups["import"].Value)];

    private static bool IsInOrder(List<string> imports) => imports.SequenceEqual(imports
        .OrderBy(import => import.Contains('=', StringComparison.Ordinal) ? 2 : import.StartsWith("static ", StringComparison.Ordinal) ? 1 : 0)
        .ThenBy(import => !import.StartsWith("System", StringComparison.Ordinal))
        // A dot comes before every letter: A.B.C before A.BX.
        .ThenBy(import => import.Split(' ')[0].Replace('.', '\0'), StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);

    // Those of a file; one with an expression is a statement.
    [GeneratedRegex(@"^using (?<import>(static )?[\w.]+( = [^;]+)?);\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();
}
