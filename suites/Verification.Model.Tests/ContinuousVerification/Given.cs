using System.Collections.Immutable;
using Verification.Model.ContinuousVerification;
using Verification.Model.Statistics;

namespace Verification.Tests.Model.ContinuousVerification;

/// <summary>Samples and settings in few words.</summary>
internal static class Given
{
    public static MetricSettings Latency { get; } = new() { Metric = "latency", Direction = MetricDirection.Increase };

    public static MetricSettings Errors { get; } = new() { Metric = "errors", Direction = MetricDirection.Increase };

    public static MetricSamples.Values Values(IEnumerable<double> baseline, IEnumerable<double> candidate, string metric = "latency") => new(metric, "ms", [.. baseline], [.. candidate]);

    public static MetricSamples.Counts Counts(IEnumerable<EventCount> baseline, IEnumerable<EventCount> candidate) => new("errors", "request", [.. baseline], [.. candidate]);

    /// <summary>Errors in so many requests, spread evenly over thirty intervals.</summary>
    public static IEnumerable<EventCount> Spread(int errors, int requests) =>
        Enumerable.Range(0, 30).Select(i => new EventCount((errors / 30) + (i < errors % 30 ? 1 : 0), requests / 30.0));

    /// <summary>Thirty values between -10 % and +10 % around one, in no order that leans.</summary>
    public static IEnumerable<double> Around(double value, int count = 30) => Enumerable.Range(0, count).Select(i => value * (0.9 + (0.2 * (i * 7 % 30) / 29)));

    /// <summary>One value, all the time.</summary>
    public static IEnumerable<double> Constant(double value, int count = 30) => Enumerable.Repeat(value, count);

    /// <summary>From an eighth of it to seven times as much: too much noise to see anything.</summary>
    public static IEnumerable<double> Noisy(double value) => Enumerable.Range(0, 30).Select(i => value * Math.Pow(2, ((i * 7 % 30) - 15) / 5.0));

    /// <summary>The values around one, each four times in a row: neighbours are alike.</summary>
    public static IEnumerable<double> Slow(IEnumerable<double> values) => values.SelectMany(value => Enumerable.Repeat(value, 4));

    /// <summary>Errors in 9000 requests, all of them in one interval.</summary>
    public static IEnumerable<EventCount> Burst(int errors) => Enumerable.Range(0, 30).Select(i => new EventCount(i == 12 ? errors : 0, 300));

    public static ContinuousVerificationFacts Facts(params ImmutableArray<MetricSamples> metrics) => new()
    {
        Baseline = "v1.2.2",
        Candidate = "v1.2.3",
        From = new DateTimeOffset(2026, 1, 10, 10, 0, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2026, 1, 10, 10, 5, 0, TimeSpan.Zero),
        SampleInterval = TimeSpan.FromSeconds(10),
        Metrics = metrics,
    };

    public static ContinuousVerificationSettings Settings(params ImmutableArray<MetricSettings> metrics) => new() { Metrics = metrics };
}
