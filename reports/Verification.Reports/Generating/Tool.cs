using System.Diagnostics;

namespace Verification.Reports.Generating;

/// <summary>A program on the PATH.</summary>
internal static class Tool
{
    public static string? Find(string name, string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => (string[])[Path.Combine(folder, name), Path.Combine(folder, name + ".exe"), Path.Combine(folder, name + ".cmd")])
        .FirstOrDefault(File.Exists);

    /// <returns>What it said.</returns>
    /// <exception cref="GenerationException">It ended with an error; the message has what it said.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var said = $"{await output}{await errors}".Trim();
        return process.ExitCode == 0 ? said : throw new GenerationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}:\n{said}");
    }
}
