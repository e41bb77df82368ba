using System.Globalization;
using Verification.Fixtures.Collectors;

namespace Verification.Rehearsal.Output;

/// <summary>Lines on standard error where no terminal is: what is said while a target is started, and of many clusters one for each tenth that is read.</summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider time) : IProgress<CollectorProgress>
{
    /// <summary>As many clusters as a line can name.</summary>
    public const int Few = 10;

    private readonly long _begin = time.GetTimestamp();
    private readonly Lock _lock = new();
    private int _tenths;

    /// <summary>On standard error, from now on.</summary>
    public static ProgressLines Now() => new(Console.Error, TimeProvider.System);

    public void Report(CollectorProgress value)
    {
        lock (_lock)
        {
            if (value.IsStart)
            {
                writer.WriteLine(value.State);
            }
            else if (value.Clusters > Few && value.Read * 10 / value.Clusters > _tenths)
            {
                _tenths = value.Read * 10 / value.Clusters;
                writer.WriteLine(Estimate(value, time.GetElapsedTime(_begin)));
            }
        }
    }

    /// <summary>How far it is, and how long it will take if it goes on like this.</summary>
    public static string Estimate(CollectorProgress progress, TimeSpan elapsed) =>
        $"{progress.Read} of {progress.Clusters} clusters read" + (progress.Read == 0 || progress.Read == progress.Clusters
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(elapsed.TotalSeconds / progress.Read * (progress.Clusters - progress.Read)):0} s to go"));
}
