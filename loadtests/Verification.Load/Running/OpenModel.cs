using System.Collections.Concurrent;
using System.Globalization;
using Verification.Load.Measuring;
using Verification.Load.Plans;
using Verification.Load.Sending;

namespace Verification.Load.Running;

/// <summary>Sends each request when it is due. One that finds no free connection waits for one, and its wait is a part of its latency.</summary>
internal sealed class OpenModel(RunContext run, OpenProfile profile) : ILoadModelRunner, IDisposable
{
    // What is still due at the end is sent in this time or not at all.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    // Below it, requests that waited are a stall that has passed and not a rate that is too high.
    private const double SaturatedPart = 0.01;

    private readonly ArrivalSchedule _schedule = new(profile, run.Plan.WarmUp);
    private readonly ConcurrentStack<ISender> _free = new();
    private readonly SemaphoreSlim _freeCount = new(0);
    private readonly CountdownEvent _underWay = new(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _delayed;
    private TimeSpan _longestDelay;
    private TimeSpan _blockedUntil = TimeSpan.MinValue;

    public async Task<ModelOutcome> RunAsync(CancellationToken cancellationToken)
    {
        for (var sender = 0; sender < run.Plan.InFlight; sender++)
        {
            Free(run.NewSender());
        }

        // A thread of its own: the schedule waits for nobody.
        var (sent, end) = await Task.Factory.StartNew(() => Send(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!_underWay.Signal())
        {
            await _ended.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ModelOutcome(end, Saturation(sent));
    }

    public void Dispose()
    {
        while (_free.TryPop(out var sender))
        {
            sender.Dispose();
        }

        _freeCount.Dispose();
        _underWay.Dispose();
    }

    /// <returns>How many requests were sent, and when that ended.</returns>
    private (long Sent, TimeSpan End) Send(CancellationToken cancellationToken)
    {
        for (var number = 0L; number < _schedule.Requests; number++)
        {
            var due = _schedule.DueAt(number) - run.Plan.WarmUp;
            if (!WaitUntil(due, cancellationToken) && due > _blockedUntil)
            {
                // It was ended while it was on its schedule.
                return (number, run.Clock.Now < due ? run.Clock.Now : due);
            }

            if (!Take(due, cancellationToken, out var sender))
            {
                return (number, Unsent(number, cancellationToken));
            }

            _underWay.AddCount();
            _ = SendOneAsync(sender, number, due, cancellationToken);
        }

        return (_schedule.Requests, WaitUntil(profile.Duration, cancellationToken) ? profile.Duration : run.Clock.Now);
    }

    /// <summary>Those that were due when the run ended and were not sent.</summary>
    private TimeSpan Unsent(long number, CancellationToken cancellationToken)
    {
        var end = run.Clock.Now < profile.Duration ? run.Clock.Now : profile.Duration;
        for (; !cancellationToken.IsCancellationRequested && number < _schedule.Requests; number++)
        {
            var due = _schedule.DueAt(number) - run.Plan.WarmUp;
            if (due >= end)
            {
                break;
            }

            if (due >= TimeSpan.Zero)
            {
                run.Recorder.NotSent(due, run.Clock.Now);
            }
        }

        return end;
    }

    private bool WaitUntil(TimeSpan due, CancellationToken cancellationToken)
    {
        while (!run.Ending.Now && !cancellationToken.IsCancellationRequested)
        {
            var left = due - run.Clock.Now;
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            PreciseSleep.Until(run.Clock.Timestamp(left < Longest ? due : run.Clock.Now + Longest));
        }

        return false;
    }

    private bool Take(TimeSpan due, CancellationToken cancellationToken, out ISender sender)
    {
        if (!_freeCount.Wait(0, CancellationToken.None))
        {
            while (!_freeCount.Wait(Longest, CancellationToken.None))
            {
                if (run.Ending.Now || cancellationToken.IsCancellationRequested || run.Clock.Now > profile.Duration + Grace)
                {
                    sender = null!;
                    return false;
                }
            }

            _blockedUntil = run.Clock.Now;
        }

        if (due <= _blockedUntil && due >= TimeSpan.Zero)
        {
            _delayed++;
            _longestDelay = run.Clock.Now - due is var delay && delay > _longestDelay ? delay : _longestDelay;
        }

        return _free.TryPop(out sender!);
    }

    private async Task SendOneAsync(ISender sender, long number, TimeSpan due, CancellationToken cancellationToken)
    {
        var sent = run.Clock.Now;
        run.Recorder.Sent(due, sent, due <= _blockedUntil ? null : sent - due);
        try
        {
            var exchange = await sender.SendAsync(run.Mix.At(number), cancellationToken);
            run.Recorder.Completed(new Completion(due, sent, run.Clock.Now, exchange));
        }
        catch (OperationCanceledException)
        {
            run.Recorder.GivenUp();
        }
        finally
        {
            Free(sender);
            if (_underWay.Signal())
            {
                _ended.TrySetResult();
            }
        }
    }

    private void Free(ISender sender)
    {
        _free.Push(sender);
        _freeCount.Release();
    }

    private string? Saturation(long sent)
    {
        var unsent = _schedule.Requests - sent;
        if ((unsent == 0 || run.Ending.Now) && _delayed <= SaturatedPart * (_schedule.Requests - _schedule.WarmUpRequests))
        {
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_delayed} requests found all {run.Plan.InFlight} connections busy and waited, the longest {_longestDelay.TotalSeconds:0.0} s; {(run.Ending.Now ? 0 : unsent)} were never sent");
    }
}
