using System.Collections.Immutable;
using System.Globalization;
using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Scaling;

/// <summary>
/// The figures of several workers as those of one run. Counts add up and histograms merge without loss, so percentiles of the whole run are those
/// of all requests. What is summed up already cannot be merged exactly, and is taken at its worst: an interval's percentiles are those of the
/// worker with the highest, and a window of failures counts the requests of those workers only that saw failures in it.
/// </summary>
public static class LoadMerge
{
    // The clocks of machines that are kept in step are closer than this, and so is a start that was not late.
    private static readonly TimeSpan InStep = TimeSpan.FromMilliseconds(300);

    /// <param name="plan">The whole plan.</param>
    /// <param name="results">One for each worker that was to be, in any order. Where one has no figures, how the run ended is not known.</param>
    /// <exception cref="LoadException">None of them has figures.</exception>
    public static LoadFacts Merge(LoadPlan plan, IEnumerable<WorkerResult> results)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<WorkerResult> all = [.. results.OrderBy(result => result.Worker)];
        if (!all.Select(result => result.Worker).SequenceEqual(Enumerable.Range(1, all.Length)))
        {
            throw new ArgumentException($"expected one result for each worker from 1, found those of {string.Join(", ", all.Select(result => result.Worker))}", nameof(results));
        }

        all = [.. all.Select(result => Checked(plan, result, all.Length))];
        ImmutableArray<(int Worker, LoadFacts Facts)> parts = [.. all.Where(result => result.Facts is not null).Select(result => (result.Worker, result.Facts!))];
        ImmutableArray<string> missing = [.. all.Where(result => result.Facts is null).Select(result => $"worker {result.Worker} of {all.Length} brought no figures: {result.Problem}")];
        if (parts.IsEmpty)
        {
            throw new LoadException(string.Join('\n', missing));
        }

        return Sum(plan, [.. parts.Select(part => part.Facts)]) with
        {
            Generator = $"{parts[0].Facts.Generator}, {(all.Length == 1 ? "1 worker" : $"{all.Length} workers")}",
            Saturation = Joined([.. missing, .. Each(parts, facts => facts.Saturation)]),
            Doubts = [.. missing, .. all.Where(result => result.Facts is not null && result.Problem is not null).Select(result => $"worker {result.Worker}: {result.Problem}"), .. Late(parts), .. parts.SelectMany(part => part.Facts.Doubts.Select(doubt => $"worker {part.Worker}: {doubt}"))],
            End = missing.IsEmpty ? End(parts) : LoadEnd.Unknown,
            EndReason = Joined([.. missing, .. Each(parts, facts => facts.EndReason)]),
        };
    }

    private static LoadFacts Sum(LoadPlan plan, ImmutableArray<LoadFacts> parts) => parts[0] with
    {
        Profile = plan.Profile.Describe(),
        StartedAt = parts.Min(facts => facts.StartedAt),
        Duration = parts.Max(facts => facts.Duration),
        OfferedPerSecond = plan.Profile is OpenProfile open ? open.Requests / open.Duration.TotalSeconds : null,
        WarmUpRequests = parts.Sum(facts => facts.WarmUpRequests),
        Requests = parts.Sum(facts => facts.Requests),
        Failed = parts.Sum(facts => facts.Failed),
        NotSent = parts.Sum(facts => facts.NotSent),
        BodyBytes = parts.Sum(facts => facts.BodyBytes),
        Errors = Added(parts.SelectMany(facts => facts.Errors)),
        StatusCodes = Added(parts.SelectMany(facts => facts.StatusCodes)),
        Latency = Histograms.Merge(parts.Select(facts => facts.Latency)),
        ServiceTime = Histograms.Merge(parts.Select(facts => facts.ServiceTime)),
        SchedulingLag = Histograms.Merge(parts.Select(facts => facts.SchedulingLag)),
        Timeline = [.. Enumerable.Range(0, parts.Max(facts => facts.Timeline.Length)).Select(index => Interval(parts.Where(facts => facts.Timeline.Length > index).Select(facts => facts.Timeline[index])))],
        FailureWindows = Windows(parts.SelectMany(facts => facts.FailureWindows)),
        Versions = Versions(parts.SelectMany(facts => facts.Versions)),
    };

    /// <summary>Figures that are not those of the worker's share are none.</summary>
    private static WorkerResult Checked(LoadPlan plan, WorkerResult result, int workers)
    {
        if (result.Facts is not { } facts)
        {
            return result;
        }

        var share = plan.Share(result.Worker, workers);
        var isOfPlan = facts.Profile == share.Profile.Describe() && facts.Interval == plan.Interval
            && facts.Targets.ToHashSet(StringComparer.Ordinal).SetEquals(plan.Requests.Select(request => request.Url.ToString()));
        return isOfPlan ? result : result with { Facts = null, Problem = $"they are of another plan: {facts.Profile} on {string.Join(", ", facts.Targets)}" };
    }

    private static IEnumerable<string> Late(ImmutableArray<(int Worker, LoadFacts Facts)> parts)
    {
        var first = parts.Min(part => part.Facts.StartedAt);
        return parts.Where(part => part.Facts.StartedAt - first > InStep).Select(part => string.Create(
            CultureInfo.InvariantCulture, $"worker {part.Worker} began {(part.Facts.StartedAt - first).TotalSeconds:0.0} s after the first: the whole rate was not there before, and the intervals do not lie over each other"));
    }

    private static LoadEnd End(ImmutableArray<(int Worker, LoadFacts Facts)> parts) =>
        new[] { LoadEnd.Unknown, LoadEnd.Aborted, LoadEnd.Stopped, LoadEnd.AsPlanned }.First(end => parts.Any(part => part.Facts.End == end));

    private static IEnumerable<string> Each(ImmutableArray<(int Worker, LoadFacts Facts)> parts, Func<LoadFacts, string?> text) =>
        parts.Where(part => text(part.Facts) is not null).Select(part => $"worker {part.Worker}: {text(part.Facts)}");

    private static string? Joined(ImmutableArray<string> texts) => texts.IsEmpty ? null : string.Join("; ", texts);

    private static ImmutableSortedDictionary<TKey, long> Added<TKey>(IEnumerable<KeyValuePair<TKey, long>> counts)
        where TKey : notnull => counts.GroupBy(count => count.Key).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(count => count.Value));

    private static LoadInterval Interval(IEnumerable<LoadInterval> parts)
    {
        var all = parts.ToList();
        return new LoadInterval
        {
            Start = all[0].Start,
            Sent = all.Sum(each => each.Sent),
            Completed = all.Sum(each => each.Completed),
            Failed = all.Sum(each => each.Failed),
            P50 = all.Max(each => each.P50),
            P95 = all.Max(each => each.P95),
            P99 = all.Max(each => each.P99),
            Max = all.Max(each => each.Max),
            InFlight = all.Sum(each => each.InFlight),
        };
    }

    private static ImmutableArray<FailureWindow> Windows(IEnumerable<FailureWindow> windows)
    {
        var joined = new List<FailureWindow>();
        foreach (var window in windows.OrderBy(each => each.From).ThenBy(each => each.To).ThenBy(each => each.FirstFailure, StringComparer.Ordinal))
        {
            if (joined is [.., var last] && window.From - last.To <= FailureWindows.Gap)
            {
                joined[^1] = last with
                {
                    To = window.To > last.To ? window.To : last.To,
                    Failed = last.Failed + window.Failed,
                    Requests = last.Requests + window.Requests,
                    Errors = Added(last.Errors.Concat(window.Errors)),
                };
            }
            else
            {
                joined.Add(window);
            }
        }

        return [.. joined];
    }

    private static ImmutableArray<VersionSpan> Versions(IEnumerable<VersionSpan> spans) =>
    [
        .. spans.GroupBy(span => span.Version, StringComparer.Ordinal)
            .Select(group => new VersionSpan
            {
                Version = group.Key,
                Requests = group.Sum(span => span.Requests),
                FirstAt = group.Min(span => span.FirstAt),
                LastAt = group.Max(span => span.LastAt),
                LastSentAt = group.Max(span => span.LastSentAt),
            })
            .OrderBy(span => span.FirstAt).ThenBy(span => span.Version, StringComparer.Ordinal),
    ];
}
