using System.Text;

namespace Verification.Tests.Rehearsal;

/// <summary>In place of the console, of which a process has one: what a command writes goes to the caller that caught it, and to no other that runs at the same time.</summary>
internal sealed class CaughtWriter(TextWriter console) : TextWriter
{
    private readonly AsyncLocal<TextWriter?> _caught = new();

    public override Encoding Encoding => console.Encoding;

    private TextWriter Current => _caught.Value ?? console;

    public static CaughtWriter Install(TextWriter console, Action<TextWriter> set)
    {
        var writer = new CaughtWriter(console);
        set(writer);
        return writer;
    }

    /// <returns>What this caller, and whatever it starts from now on, writes.</returns>
    public StringWriter Catch()
    {
        var caught = new StringWriter();
        _caught.Value = caught;
        return caught;
    }

    public override void Write(char value) => Current.Write(value);

    public override void Write(string? value) => Current.Write(value);

    public override void Write(char[] buffer, int index, int count) => Current.Write(buffer, index, count);

    public override void Flush() => Current.Flush();
}
