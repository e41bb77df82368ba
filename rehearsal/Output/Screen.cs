using Spectre.Console;

namespace Verification.Rehearsal.Output;

/// <summary>Where the output goes: a terminal gets colour and lines, a file or pipe plain text.</summary>
internal sealed class Screen
{
    // Wide enough that a pipe's reader gets a row on a line.
    private const int PlainWidth = 200;

    public Screen(IAnsiConsole console, bool isTerminal)
    {
        Console = console;
        IsTerminal = isTerminal;
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }
    }

    public IAnsiConsole Console { get; }

    public bool IsTerminal { get; }

    /// <summary>The process's standard output. NO_COLOR takes the colour away and leaves the lines.</summary>
    public static Screen Create()
    {
        var isTerminal = !System.Console.IsOutputRedirected;
        return new Screen(
            AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = !isTerminal || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }),
            isTerminal);
    }
}
