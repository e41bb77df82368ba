namespace Verification.Rehearsal.Rehearsing;

/// <summary>How a script calls this program again.</summary>
internal static class OwnCommand
{
    /// <summary>The program itself where it is one; otherwise .NET's host with its assembly.</summary>
    public static string Text { get; } = Of(Environment.ProcessPath, typeof(OwnCommand).Assembly.Location);

    internal static string Of(string? process, string assembly) =>
        process is not null && Path.GetFileNameWithoutExtension(process) == Path.GetFileNameWithoutExtension(assembly) ? Quoted(process)
        : $"{(process is not null && Path.GetFileNameWithoutExtension(process) == "dotnet" ? Quoted(process) : "dotnet")} {Quoted(assembly)}";

    // $VERIFICATION is split at blanks; a path with blanks cannot be written into it.
    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal)
        ? throw new InvalidOperationException($"this program lies at a path with blanks, which scripts cannot call: {path}")
        : path;
}
