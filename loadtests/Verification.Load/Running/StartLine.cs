using System.Globalization;
using Verification.Load.Plans;

namespace Verification.Load.Running;

/// <summary>Where a run waits for an instant that it has in common with others.</summary>
internal static class StartLine
{
    /// <summary>Who comes later than this would change the load of all.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(250);

    // A timer can be late by so much; the rest is slept precisely.
    private static readonly TimeSpan Timer = TimeSpan.FromMilliseconds(50);

    /// <exception cref="LoadException">It is too late, or it was stopped before.</exception>
    public static async Task WaitAsync(DateTimeOffset start, TimeProvider time, CancellationToken stop, CancellationToken cancellationToken)
    {
        var left = start - time.GetUtcNow();
        if (left < -Tolerance)
        {
            throw new LoadException(string.Create(
                CultureInfo.InvariantCulture,
                $"it came {-left.TotalSeconds:0.0} s too late for the start at {start:HH:mm:ss.fff} and sent nothing: let all start later, and see that clocks are in step"));
        }

        if (left > Timer)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
            await Task.Delay(left - Timer, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (stop.IsCancellationRequested)
        {
            throw new LoadException("it was stopped before the start and sent nothing");
        }

        left = start - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            PreciseSleep.Until(time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency));
        }
    }
}
