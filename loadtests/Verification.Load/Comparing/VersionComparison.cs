using System.Collections.Immutable;
using Verification.Load.Plans;
using Verification.Model.ContinuousVerification;
using Verification.Model.Load;
using Verification.Model.Statistics;

namespace Verification.Load.Comparing;

/// <summary>
/// Continuous verification by requests of its own: both versions get the same load at the same time, and each interval is a sample. What disturbs
/// this machine disturbs both sides alike.
/// </summary>
public sealed class VersionComparison(ILoadGenerator generator, ContinuousVerificationSettings settings, TimeProvider time)
{
    // More often, and a look costs more than it shows.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <param name="request">What is compared.</param>
    /// <param name="progress">Told each judgement before the last; may be null.</param>
    /// <param name="cancellationToken">Ends it without a judgement.</param>
    /// <exception cref="LoadException">A side cannot be asked: nothing was compared.</exception>
    public async Task<ComparisonOutcome> RunAsync(ComparisonRequest request, IProgress<IntervalResult>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var stop = new CancellationTokenSource();
        var (baseline, candidate) = (new Side(), new Side());
        var from = time.GetUtcNow();
        var runs = Task.WhenAll(RunAsync(request, request.Baseline, baseline, stop, cancellationToken), RunAsync(request, request.Candidate, candidate, stop, cancellationToken));
        var judged = 0;
        while (!runs.IsCompleted && !stop.IsCancellationRequested)
        {
            await Task.WhenAny(runs, Task.Delay(Look, time, cancellationToken));
            var ready = Math.Min(Math.Min(baseline.Count, candidate.Count), request.Samples - 1);
            if (ready > judged)
            {
                judged = ready;
                var interim = IntervalAnalysis.Judge(Facts(request, from, baseline.First(ready), candidate.First(ready), null), ready, request.Samples, settings);
                progress?.Report(interim);
                if (interim.IsLast)
                {
                    await stop.CancelAsync();
                }
            }
        }

        var sides = await runs;
        var trouble = Trouble(request, sides[0], sides[1]);
        var count = Math.Min(Math.Min(sides[0].Timeline.Length, sides[1].Timeline.Length), request.Samples);
        var facts = Facts(request, from, [.. sides[0].Timeline.Take(count)], [.. sides[1].Timeline.Take(count)], trouble);

        // Cut short, it is judged as the early look that ended it.
        var last = IntervalAnalysis.Judge(facts, Math.Max(1, stop.IsCancellationRequested ? Math.Min(count, request.Samples - 1) : request.Samples), request.Samples, settings);
        return new ComparisonOutcome(facts, last, sides[0], sides[1]);
    }

    private async Task<LoadFacts> RunAsync(ComparisonRequest request, LoadRequest asked, Side side, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        var plan = new LoadPlan
        {
            Profile = OpenProfile.Constant(request.Rate, request.Duration),
            Requests = [asked],
            Interval = request.Duration / request.Samples,
            Proxy = request.Proxy,
            AllowAws = request.AllowAws,
        };
        try
        {
            return await generator.RunAsync(plan, new LoadControl { Progress = side, Stop = stop.Token }, cancellationToken);
        }
        catch
        {
            // One side alone says nothing.
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>What makes the two sides something else than the two versions; null when they are what they should be.</summary>
    private static string? Trouble(ComparisonRequest request, LoadFacts baseline, LoadFacts candidate) =>
        Trouble("baseline", request.Baseline, request.BaselineVersion, baseline) ?? Trouble("candidate", request.Candidate, request.CandidateVersion, candidate);

    private static string? Trouble(string side, LoadRequest asked, string version, LoadFacts facts)
    {
        if (facts.Requests == 0)
        {
            return $"the {side} was not asked once";
        }

        var others = facts.Versions.Where(seen => seen.Version != version).Select(seen => seen.Version).ToList();
        return asked.VersionProperty is not null && others.Count > 0 ? $"the {side} should be {version}, and {string.Join(", ", others)} answered at {asked.Url}" : null;
    }

    private static ContinuousVerificationFacts Facts(
        ComparisonRequest request, DateTimeOffset from, ImmutableArray<LoadInterval> baseline, ImmutableArray<LoadInterval> candidate, string? trouble)
    {
        var interval = request.Duration / request.Samples;
        return new ContinuousVerificationFacts
        {
            Baseline = request.BaselineVersion,
            Candidate = request.CandidateVersion,
            From = from,
            To = from + (interval * baseline.Length),
            SampleInterval = interval,
            Metrics = trouble is null
                ? [Values(RequestMetrics.P50, one => one.P50), Values(RequestMetrics.P95, one => one.P95), new MetricSamples.Counts(RequestMetrics.Errors, "request", [.. baseline.Select(Count)], [.. candidate.Select(Count)])]
                : [new MetricSamples.Unavailable(RequestMetrics.P50, trouble), new MetricSamples.Unavailable(RequestMetrics.P95, trouble), new MetricSamples.Unavailable(RequestMetrics.Errors, trouble)],
        };

        MetricSamples Values(string name, Func<LoadInterval, TimeSpan> value) => new MetricSamples.Values(
            name, "ms", [.. baseline.Select(one => one.Completed == 0 ? double.NaN : value(one).TotalMilliseconds)], [.. candidate.Select(one => one.Completed == 0 ? double.NaN : value(one).TotalMilliseconds)]);
    }

    private static EventCount Count(LoadInterval interval) => new(interval.Failed, interval.Completed);

    private sealed class Side : IProgress<LoadInterval>
    {
        private readonly Lock _lock = new();
        private readonly List<LoadInterval> _intervals = [];

        public int Count
        {
            get
            {
                lock (_lock)
                {
                    return _intervals.Count;
                }
            }
        }

        public ImmutableArray<LoadInterval> First(int count)
        {
            lock (_lock)
            {
                return [.. _intervals.Take(count)];
            }
        }

        public void Report(LoadInterval value)
        {
            lock (_lock)
            {
                _intervals.Add(value);
            }
        }
    }
}
