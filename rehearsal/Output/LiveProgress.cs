using System.Globalization;
using Spectre.Console;
using Verification.Fixtures.Collectors;

namespace Verification.Rehearsal.Output;

/// <summary>
/// Shows what has been read while the rest is still being read: on a terminal as it comes, elsewhere in a line of standard error now and then, when
/// there are many clusters.
/// </summary>
internal static class LiveProgress
{
    // As many clusters as a line can name.
    private const int Few = 10;

    public static Task<T> RunAsync<T>(Screen screen, TimeProvider time, Func<IProgress<CollectorProgress>?, Task<T>> work)
    {
        var begin = time.GetTimestamp();
        return screen.IsTerminal
            ? screen.Console.Status().StartAsync("starting", context => work(new Shown(progress => context.Status(Markup.Escape(progress)), time, begin)))
            : work(new Tenths(Console.Error, time, begin));
    }

    /// <summary>How far it is, and how long it will take if it goes on like this.</summary>
    internal static string Estimate(CollectorProgress progress, TimeSpan elapsed) =>
        $"{progress.Read} of {progress.Clusters} clusters read" + (progress.Read == 0 || progress.Read == progress.Clusters
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(elapsed.TotalSeconds / progress.Read * (progress.Clusters - progress.Read)):0} s to go"));

    // Progress<T> would post to a context; this tells at once, in order.
    private sealed class Shown(Action<string> show, TimeProvider time, long begin) : IProgress<CollectorProgress>
    {
        private readonly Lock _lock = new();
        private readonly List<string> _read = [];

        public void Report(CollectorProgress value)
        {
            lock (_lock)
            {
                _read.Add($"{value.What} {value.State}");
                show(value.Clusters > Few ? Estimate(value, time.GetElapsedTime(begin)) : string.Join(", ", _read));
            }
        }
    }

    /// <summary>A line for each tenth of the clusters.</summary>
    internal sealed class Tenths(TextWriter writer, TimeProvider time, long begin) : IProgress<CollectorProgress>
    {
        private readonly Lock _lock = new();
        private int _told;

        public void Report(CollectorProgress value)
        {
            lock (_lock)
            {
                if (value.Clusters > Few && value.Read * 10 / value.Clusters > _told)
                {
                    _told = value.Read * 10 / value.Clusters;
                    writer.WriteLine(Estimate(value, time.GetElapsedTime(begin)));
                }
            }
        }
    }
}
