using System.Collections.Immutable;
using HdrHistogram;
using Verification.Model.Load;

namespace Verification.Load.Measuring;

/// <summary>A run second by second; a second in which nothing came is one too.</summary>
internal sealed class Timeline
{
    // Two digits: a second's figures are read off a plot.
    private readonly LongHistogram _latency = Histograms.Create(digits: 2);
    private readonly ImmutableArray<LoadSecond>.Builder _seconds = ImmutableArray.CreateBuilder<LoadSecond>();
    private int _given;
    private long _sent;
    private long _failed;

    public ImmutableArray<LoadSecond> All => _seconds.ToImmutable();

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

    /// <summary>The whole seconds before that time that were not given yet.</summary>
    public ImmutableArray<LoadSecond> Until(TimeSpan now, int inFlight)
    {
        Reach(now, inFlight);
        var from = _given;
        _given = _seconds.Count;
        return [.. _seconds.Skip(from)];
    }

    /// <summary>Closes the second that the run ended in.</summary>
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
        for (var second = (int)Math.Floor(at.TotalSeconds); _seconds.Count < second;)
        {
            Close(inFlight);
        }
    }

    private void Close(int inFlight)
    {
        _seconds.Add(new LoadSecond
        {
            Second = _seconds.Count,
            Sent = _sent,
            Completed = _latency.TotalCount,
            Failed = _failed,
            P50 = Histograms.Percentile(_latency, 50),
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
