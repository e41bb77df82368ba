using System.Collections.Immutable;
using HdrHistogram;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>Everything that a run measures, taken from any thread.</summary>
internal sealed class Recorder(RunClock clock, TimeSpan interval)
{
    private readonly Lock _lock = new();
    private readonly LongHistogram _latency = Histograms.Create();
    private readonly LongHistogram _service = Histograms.Create();
    private readonly LongHistogram _lag = Histograms.Create();
    private readonly SortedDictionary<LoadErrorKind, long> _errors = [];
    private readonly SortedDictionary<int, long> _statuses = [];
    private readonly Timeline _timeline = new(interval);
    private readonly FailureWindows _windows = new(clock);
    private readonly VersionSpans _versions = new(clock);
    private long _warmUp;
    private long _requests;
    private long _failed;
    private long _notSent;
    private long _bodyBytes;
    private long _inARow;
    private int _inFlight;

    public long Requests => Locked(() => _requests);

    public long FailuresInARow => Locked(() => _inARow);

    /// <param name="due">When it should have been; what was due in the warm-up is not measured, however late it was.</param>
    /// <param name="sent">When it was.</param>
    /// <param name="lag">How late the generator was, when it could have sent; null when it had no free connection.</param>
    public void Sent(TimeSpan due, TimeSpan sent, TimeSpan? lag)
    {
        lock (_lock)
        {
            NoteSent(due, sent, lag);
        }
    }

    public void Completed(in Completion completion)
    {
        lock (_lock)
        {
            NoteCompleted(completion);
        }
    }

    /// <summary>An answer, and the next request of the same connection at that moment.</summary>
    public void CompletedAndSent(in Completion completion, TimeSpan sent)
    {
        lock (_lock)
        {
            NoteCompleted(completion);
            NoteSent(sent, sent, lag: null);
        }
    }

    /// <summary>Requests that were due and never sent: they waited at least until now.</summary>
    public void NotSent(TimeSpan due, TimeSpan now)
    {
        lock (_lock)
        {
            _notSent++;
            Count(_errors, LoadErrorKind.NotSent);
            _latency.RecordValue(Histograms.Microseconds(now - due));
        }
    }

    /// <summary>A request that was given up with the run: it is in no figure.</summary>
    public void GivenUp() => Locked(() => _inFlight--);

    /// <summary>The intervals that have passed since it was last asked.</summary>
    public ImmutableArray<LoadInterval> IntervalsUntil(TimeSpan now) => Locked(() => _timeline.Until(now, _inFlight));

    /// <summary>Everything, when the run has ended.</summary>
    public Measured End(TimeSpan end)
    {
        lock (_lock)
        {
            _timeline.End(end, _inFlight);
            return new Measured
            {
                WarmUpRequests = _warmUp,
                Requests = _requests,
                Failed = _failed,
                NotSent = _notSent,
                BodyBytes = _bodyBytes,
                Errors = _errors.ToImmutableSortedDictionary(),
                StatusCodes = _statuses.ToImmutableSortedDictionary(),
                Latency = Histograms.Summary(_latency),
                ServiceTime = Histograms.Summary(_service),
                SchedulingLag = Histograms.Summary(_lag),
                Timeline = _timeline.All,
                FailureWindows = _windows.All,
                Versions = _versions.All,
            };
        }
    }

    private void NoteSent(TimeSpan due, TimeSpan sent, TimeSpan? lag)
    {
        _inFlight++;
        if (due >= TimeSpan.Zero)
        {
            _timeline.Sent(sent, _inFlight);
            if (lag is { } late)
            {
                _lag.RecordValue(Histograms.Microseconds(late));
            }
        }
    }

    private void NoteCompleted(in Completion completion)
    {
        _inFlight--;
        if (completion.Due < TimeSpan.Zero)
        {
            _warmUp++;
            return;
        }

        var exchange = completion.Exchange;
        var latency = completion.Ended - completion.Due;
        _requests++;
        _bodyBytes += exchange.BodyBytes;
        _latency.RecordValue(Histograms.Microseconds(latency));
        _service.RecordValue(Histograms.Microseconds(completion.Ended - completion.Sent));
        if (exchange.Status > 0)
        {
            Count(_statuses, exchange.Status);
        }

        _inARow = exchange.Error is null ? 0 : _inARow + 1;
        if (exchange.Error is { } error)
        {
            _failed++;
            Count(_errors, error);
        }

        _timeline.Completed(completion.Ended, latency, failed: exchange.Error is not null, _inFlight);
        _windows.Add(completion);
        _versions.Add(completion);
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private static void Count<TKey>(SortedDictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
