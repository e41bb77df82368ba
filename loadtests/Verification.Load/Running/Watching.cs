using System.Collections.Immutable;
using System.Globalization;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Running;

/// <summary>Looks at a run a few times a second: tells its progress, and ends it when a rule says so.</summary>
internal sealed class Watching(RunContext run, LoadControl control)
{
    private const long RuleRequests = 100;
    private static readonly TimeSpan RuleTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Queue<LoadInterval> _recent = new();

    public async Task RunAsync(CancellationToken done)
    {
        using var stop = control.Stop.Register(() => run.Ending.Because(LoadEnd.Stopped, "it was stopped"));
        while (!done.IsCancellationRequested)
        {
            Look(run.Recorder.IntervalsUntil(run.Clock.Now));
            await Task.Delay(Every, run.Time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(ImmutableArray<LoadInterval> intervals)
    {
        foreach (var interval in intervals)
        {
            control.Progress?.Report(interval);
            _recent.Enqueue(interval);
            if (run.Plan.Abort.RequestsPerSecond is { } most && interval.Completed > most * run.Plan.Interval.TotalSeconds)
            {
                run.Ending.Because(LoadEnd.Aborted, string.Create(CultureInfo.InvariantCulture, $"{interval.Completed / run.Plan.Interval.TotalSeconds:0} requests per second came, and {most:0.#} are the most"));
            }

            if (_recent.Count > RuleTime / run.Plan.Interval)
            {
                _recent.Dequeue();
            }
        }

        Judge(run.Plan.Abort);
    }

    private void Judge(AbortRules rules)
    {
        var (completed, failed) = (_recent.Sum(interval => interval.Completed), _recent.Sum(interval => interval.Failed));
        if (rules.ErrorRate is { } rate && completed >= RuleRequests && failed > rate * completed)
        {
            run.Ending.Because(LoadEnd.Aborted, string.Create(CultureInfo.InvariantCulture, $"{failed} of the last {completed} requests failed, more than {rate:P0}"));
        }

        if (rules.FailuresInARow is { } row && run.Recorder.FailuresInARow >= row)
        {
            run.Ending.Because(LoadEnd.Aborted, string.Create(CultureInfo.InvariantCulture, $"{row} requests in a row failed"));
        }
    }
}
