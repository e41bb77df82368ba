using Spectre.Console;
using Verification.Model.Explain;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Output;

/// <summary>Why, and what to do, for people.</summary>
internal static class ExplanationView
{
    // More than the first few are consequences.
    private const int MostInShort = 3;

    /// <summary>The first causes below a verdict; nothing where all passed.</summary>
    public static void WriteShort(Screen screen, Explanation explanation)
    {
        if (explanation.Causes.IsEmpty && explanation.Unexplained.IsEmpty)
        {
            return;
        }

        screen.Console.MarkupLine("[bold]why[/]");
        foreach (var cause in explanation.Causes.Take(MostInShort))
        {
            WriteText(screen, cause.Briefly());
        }

        var more = explanation.Causes.Length - MostInShort;
        var unknown = explanation.Unexplained.Length;
        if (more > 0 || unknown > 0)
        {
            screen.Console.MarkupLine($"[dim]{(more > 0 ? $"{more} causes more, " : "")}{unknown} findings without a known cause: verification explain[/]");
        }

        screen.Console.WriteLine();
    }

    /// <summary>All of it.</summary>
    public static void Write(Screen screen, Explanation explanation)
    {
        foreach (var cause in explanation.Causes)
        {
            WriteText(screen, cause.Fully());
            screen.Console.WriteLine();
        }

        foreach (var one in explanation.Unexplained)
        {
            WriteText(screen, one.Describe());
            screen.Console.WriteLine();
        }
    }

    // A log line may be a proof; and a command that is broken into lines is none any more.
    private static void WriteText(Screen screen, string text)
    {
        foreach (var line in Redaction.Standard.Of(text).Split('\n'))
        {
            screen.Console.Profile.Out.Writer.WriteLine(line);
        }
    }
}
