using System.Diagnostics;
using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>A program that we did not write, as it is found on this machine.</summary>
internal static class ExternalTool
{
    // CI installs the tools and sets this, so that a missing one is a failure there and not a silence.
    private static readonly bool Required = Environment.GetEnvironmentVariable("VERIFICATION_REQUIRE_EXTERNAL") == "1";

    /// <summary>Every program of that name on the PATH, the first one first; what is linked to two places is one program.</summary>
    public static IReadOnlyList<string> All(string name) => [.. (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .Where(File.Exists)
        .DistinctBy(RealPath, StringComparer.Ordinal)];

    private static string RealPath(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        file = Path.Combine(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder, Path.GetFileName(file));
        return File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
    }

    /// <summary>Ends the test: ignored with the reason, or failed where the tools are required.</summary>
    public static void Missing(string what, string remedy)
    {
        if (Required)
        {
            Assert.Fail($"{what} is missing here, and VERIFICATION_REQUIRE_EXTERNAL asks for it: {remedy}");
        }

        Assert.Ignore($"{what} is missing here: {remedy}");
    }

    public static async Task<ToolResult> RunAsync(string file, string[] arguments, Dictionary<string, string?> environment, CancellationToken cancellationToken, string folder = "")
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }
}

internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
