using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Verification.Load.Running;

/// <summary>Sleeps until a time stamp of <see cref="Stopwatch"/>, and wakes within tens of microseconds of it; a timer of .NET is milliseconds late.</summary>
internal static partial class PreciseSleep
{
    private const int Monotonic = 1;
    private const int Absolute = 1;
    private const long Nanoseconds = 1_000_000_000;

    // A wait by the operating system can be this late where it does not take an absolute time.
    private static readonly TimeSpan Coarse = TimeSpan.FromMilliseconds(2);

    public static void Until(long timestamp)
    {
        if (OperatingSystem.IsLinux() && Stopwatch.Frequency == Nanoseconds)
        {
            // Stopwatch reads the same clock.
            var time = new TimeSpec(timestamp / Nanoseconds, timestamp % Nanoseconds);
            if (Native.ClockNanosleep(Monotonic, Absolute, in time, IntPtr.Zero) == 0)
            {
                return;
            }
        }

        while (Left(timestamp) is var left && left > TimeSpan.Zero)
        {
            if (left > Coarse)
            {
                using var never = new ManualResetEventSlim();
                never.Wait(left - Coarse, CancellationToken.None);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }

    private static TimeSpan Left(long timestamp) => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds)
    {
        public TimeSpec(long seconds, long nanoseconds)
            : this((nint)seconds, (nint)nanoseconds)
        {
        }
    }

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
        internal static partial int ClockNanosleep(int clock, int flags, in TimeSpec until, IntPtr remaining);
    }
}
