using System.Diagnostics;

namespace Verification.Benchmarks.Hosts;

/// <summary>A server in a process of its own: what it costs is not mixed with what it costs to ask.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri url, TimeSpan startUp) => (_process, Url, StartUp) = (process, url, startUp);

    public Uri Url { get; }

    /// <summary>From the start of the process until it serves.</summary>
    public TimeSpan StartUp { get; }

    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="urlIn">The URL that a line of its output tells, once it serves; null for other lines.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<HostProcess> StartAsync(string file, string[] arguments, Func<string, Uri?> urlIn, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Look(line.Data);
        process.ErrorDataReceived += (_, line) => Look(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var exit = process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(ready.Task, exit) == exit)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with exit code {process.ExitCode} before it served");
        }

        return new HostProcess(process, await ready.Task, Stopwatch.GetElapsedTime(started));

        void Look(string? line)
        {
            if (line is not null && urlIn(line) is { } url)
            {
                ready.TrySetResult(url);
            }
        }
    }

    /// <summary>Share of one core that it uses while nobody asks anything.</summary>
    public async Task<double> CpuShareAsync(TimeSpan over, CancellationToken cancellationToken)
    {
        _process.Refresh();
        var (before, started) = (_process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(over, TimeProvider.System, cancellationToken);
        _process.Refresh();
        return (_process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
