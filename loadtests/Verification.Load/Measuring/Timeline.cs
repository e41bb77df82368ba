using System.Collections.Immutable;
using HdrHistogram;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>A run piece by piece; a piece in which nothing came is one too.</summary>
internal sealed class Timeline(TimeSpan interval)
{
    // Two digits: they are read off a plot, or are one sample of many.
    private readonly LongHistogram _latency = Histograms.Create(digits: 2);
    private readonly ImmutableArray<LoadInterval>.Builder _intervals = ImmutableArray.CreateBuilder<LoadInterval>();
    private int _given;
    private long _sent;
    private long _failed;

    public ImmutableArray<LoadInterval> All => _intervals.ToImmutable();

    public void Sent(TimeSpan at, int inFlight)
    {
        Reach(at, inFlight);
        _sent++;
    }

    public void Completed(TimeSpan at, TimeSpan latency, bool failed, int inFlight)
    {
        Reach(at, inFlight);
        _latency.RecordValue(Histograms.Microseconds(latency));
        _failed += failed ? 1 : 0;
    }

    /// <summary>The whole ones before that time that were not given yet.</summary>
    public ImmutableArray<LoadInterval> Until(TimeSpan now, int inFlight)
    {
        Reach(now, inFlight);
        var from = _given;
        _given = _intervals.Count;
        return [.. _intervals.Skip(from)];
    }

    /// <summary>Closes the one that the run ended in.</summary>
    public void End(TimeSpan at, int inFlight)
    {
        Reach(at, inFlight);
        if (_sent > 0 || _latency.TotalCount > 0)
        {
            Close(inFlight);
        }
    }

    private void Reach(TimeSpan at, int inFlight)
    {
        for (var whole = (long)Math.Floor(at / interval); _intervals.Count < whole;)
        {
            Close(inFlight);
        }
    }

    private void Close(int inFlight)
    {
        _intervals.Add(new LoadInterval
        {
            Start = interval * _intervals.Count,
            Sent = _sent,
            Completed = _latency.TotalCount,
            Failed = _failed,
            P50 = Histograms.Percentile(_latency, 50),
            P95 = Histograms.Percentile(_latency, 95),
            P99 = Histograms.Percentile(_latency, 99),
            Max = Histograms.Percentile(_latency, 100),
            InFlight = inFlight,
        });
        (_sent, _failed) = (0, 0);
        if (_latency.TotalCount > 0)
        {
            _latency.Reset();
        }
    }
}
