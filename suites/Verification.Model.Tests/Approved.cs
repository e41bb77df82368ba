using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Verification.Tests.Model;

/// <summary>A text that people read, kept beside its test: a change of a word is seen in review.</summary>
internal static class Approved
{
    private const string Write = "VERIFICATION_APPROVE";

    private const string Head = "== ";

    private static readonly Lock Writing = new();

    private static bool IsWritten => Environment.GetEnvironmentVariable(Write) is { Length: > 0 };

    /// <param name="actual">The text as it is now.</param>
    /// <param name="file">The file beside the test.</param>
    /// <param name="test">The test's own file.</param>
    public static void Text(string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Beside(test, file);
        var text = actual.ReplaceLineEndings("\n");
        if (IsWritten)
        {
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(Read(path)), Advice(file));
    }

    /// <summary>One text of a file of several, which many tests share.</summary>
    /// <param name="name">Whose text it is.</param>
    /// <param name="actual">The text as it is now.</param>
    /// <param name="file">The file beside the test.</param>
    /// <param name="test">The test's own file.</param>
    public static void Entry(string name, string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Beside(test, file);
        var text = actual.ReplaceLineEndings("\n").Trim();
        if (IsWritten)
        {
            lock (Writing)
            {
                var entries = Entries(path);
                entries[name] = text;
                File.WriteAllText(path, string.Join("\n\n", entries.Select(entry => $"{Head}{entry.Key}\n{entry.Value}")) + "\n");
            }
        }

        Assert.That(text, Is.EqualTo(Entries(path).GetValueOrDefault(name)), () => Advice(file));
    }

    /// <summary>Every text of a file of several, by name.</summary>
    public static SortedDictionary<string, string> Entries(string file, [CallerFilePath] string test = "")
    {
        var path = Beside(test, file);
        var parts = File.Exists(path) ? $"\n{Read(path)}".Split($"\n{Head}", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        return new SortedDictionary<string, string>(parts.Select(part => part.Split('\n', 2)).ToDictionary(part => part[0], part => part[1]), StringComparer.Ordinal);
    }

    private static string Beside(string test, string file) => Path.Combine(Path.GetDirectoryName(test)!, file);

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    private static string Advice(string file) => $"{file} is what was approved; {Write}=1 dotnet test suites/Verification.Model.Tests writes it anew";
}
