using System.Diagnostics;

namespace Verification.Benchmarks;

/// <summary>The most memory that this process had while it was watched.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly ITimer _timer;
    private long _most;

    public PeakMemory()
    {
        GC.Collect();
        _timer = TimeProvider.System.CreateTimer(_ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    public double MiB
    {
        get
        {
            Look();
            return _most / 1048576.0;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        using var own = Process.GetCurrentProcess();
        _most = Math.Max(_most, own.WorkingSet64);
    }
}
