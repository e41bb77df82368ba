using HdrHistogram;
using HdrHistogram.Utilities;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>Distributions of times: microseconds up to an hour, to three digits.</summary>
public static class Histograms
{
    private const long Highest = 3_600_000_000;
    private const int Digits = 3;

    internal static LongHistogram Create(int digits = Digits) => new(1, Highest, digits);

    internal static long Microseconds(TimeSpan time) => Math.Clamp(time.Ticks / TimeSpan.TicksPerMicrosecond, 0, Highest);

    internal static TimeSpan Percentile(HistogramBase histogram, double percentile) =>
        histogram.TotalCount == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(histogram.GetValueAtPercentile(percentile));

    internal static LatencySummary Summary(HistogramBase histogram)
    {
        var some = histogram.TotalCount > 0;
        return new LatencySummary
        {
            Count = histogram.TotalCount,
            Min = some ? TimeSpan.FromMicroseconds(histogram.LowestEquivalentValue(histogram.RecordedValues().First().ValueIteratedTo)) : TimeSpan.Zero,
            Mean = some ? TimeSpan.FromMicroseconds(histogram.GetMean()) : TimeSpan.Zero,
            P50 = Percentile(histogram, 50),
            P75 = Percentile(histogram, 75),
            P90 = Percentile(histogram, 90),
            P95 = Percentile(histogram, 95),
            P99 = Percentile(histogram, 99),
            P999 = Percentile(histogram, 99.9),
            Max = some ? TimeSpan.FromMicroseconds(histogram.GetMaxValue()) : TimeSpan.Zero,
            Histogram = Encode(histogram),
        };
    }

    /// <summary>The distribution of all of them together, as if one had recorded it.</summary>
    /// <exception cref="FormatException">One of them has no histogram that can be read.</exception>
    public static LatencySummary Merge(IEnumerable<LatencySummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        var all = Create();
        foreach (var summary in summaries)
        {
            all.Add(Decode(summary.Histogram));
        }

        return Summary(all);
    }

    /// <summary>The recorded values, lowest first, each with how often it came: what a plot shows.</summary>
    /// <exception cref="FormatException">It has no histogram that can be read.</exception>
    public static IEnumerable<(TimeSpan Value, long Count)> Values(LatencySummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return Decode(summary.Histogram).RecordedValues().Select(value => (TimeSpan.FromMicroseconds(value.ValueIteratedTo), value.CountAtValueIteratedTo));
    }

    private static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        var bytes = new byte[length];
        for (var at = 0; at < length; at++)
        {
            bytes[at] = buffer.Get();
        }

        return Convert.ToBase64String(bytes);
    }

    private static HistogramBase Decode(string text)
    {
        try
        {
            return HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(Convert.FromBase64String(text)), 0);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or FormatException))
        {
            // The decoder says what is wrong by whatever it runs into.
            throw new FormatException($"expected a compressed HdrHistogram in Base64: {error.Message}", error);
        }
    }
}
