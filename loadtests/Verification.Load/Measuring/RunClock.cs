namespace Verification.Load.Measuring;

/// <summary>Time of a run: zero is where measuring begins, and the warm-up is before it.</summary>
internal sealed class RunClock(TimeProvider time, TimeSpan warmUp)
{
    private readonly long _start = time.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow() + warmUp;

    public TimeSpan Now => time.GetElapsedTime(_start) - warmUp;

    public DateTimeOffset At(TimeSpan moment) => StartedAt + moment;

    /// <summary>The time stamp of a moment: what <see cref="TimeProvider.GetTimestamp"/> will say then.</summary>
    public long Timestamp(TimeSpan moment) => _start + (long)((moment + warmUp).TotalSeconds * time.TimestampFrequency);
}
