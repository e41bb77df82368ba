using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Verification.Benchmarks.Hosts;

/// <summary>A load tool that we did not write, where it is installed.</summary>
internal static partial class OtherTool
{
    /// <returns>Requests per second; null where there is no wrk.</returns>
    public static async Task<double?> WrkAsync(Uri url, int connections, TimeSpan duration, CancellationToken cancellationToken) =>
        await OutputAsync("wrk", ["-t1", $"-c{connections}", $"-d{duration.TotalSeconds:0}s", url.AbsoluteUri], cancellationToken) is { } output ? Number(WrkRate().Match(output)) : null;

    /// <returns>Requests per second and the 99th percentile in milliseconds; null where there is no ab.</returns>
    public static async Task<(double Rate, double P99)?> AbAsync(Uri url, int connections, TimeSpan duration, CancellationToken cancellationToken) =>
        await OutputAsync("ab", ["-q", "-k", "-n", "10000000", "-t", $"{duration.TotalSeconds:0}", "-c", $"{connections}", url.AbsoluteUri], cancellationToken) is { } output
            ? (Number(AbRate().Match(output)), Number(AbP99().Match(output)))
            : null;

    private static async Task<string?> OutputAsync(string file, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} ended with exit code {process.ExitCode}: {await errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static double Number(Match match) => double.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<value>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex WrkRate();

    [GeneratedRegex(@"Requests per second:\s+(?<value>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AbRate();

    [GeneratedRegex(@"\s99%\s+(?<value>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AbP99();
}
