using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Verification.Tests.Model;

/// <summary>A text that people read, kept beside its test: a change of a word is seen in review.</summary>
internal static class Approved
{
    private const string Write = "VERIFICATION_APPROVE";

    /// <param name="actual">The text as it is now.</param>
    /// <param name="file">The file beside the test.</param>
    /// <param name="test">The test's own file.</param>
    public static void Text(string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, file);
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"{file} is what was approved; {Write}=1 dotnet test suites/Verification.Model.Tests writes it anew");
    }
}
