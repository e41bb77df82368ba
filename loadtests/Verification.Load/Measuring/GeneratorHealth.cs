using System.Collections.Immutable;
using System.Globalization;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>What this process itself did while it made load: a generator that is out of breath measures itself.</summary>
internal sealed class GeneratorHealth
{
    // Above it there is hardly a moment in which an answer can be seen at once.
    private const double BusyProcessors = 0.9;
    private const double PausedPart = 0.01;
    private static readonly TimeSpan LateAt99 = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan _pauses = GC.GetTotalPauseDuration();

    public ImmutableArray<string> Doubts(TimeSpan duration, LatencySummary lag)
    {
        var processors = (Environment.CpuUsage.TotalTime - _cpu) / duration;
        var paused = (GC.GetTotalPauseDuration() - _pauses) / duration;
        return
        [
            .. Doubt(processors > BusyProcessors * Environment.ProcessorCount, $"this process used {processors:0.0} of {Environment.ProcessorCount} processors: latencies contain its own waiting"),
            .. Doubt(paused > PausedPart, $"the garbage collector stopped this process for {paused:P1} of the time"),
            .. Doubt(lag.P99 > LateAt99, $"1 in 100 requests was sent {lag.P99.TotalMilliseconds:0.0} ms late or later by this process itself"),
        ];
    }

    private static string[] Doubt(bool there, FormattableString words) => there ? [words.ToString(CultureInfo.InvariantCulture)] : [];
}
