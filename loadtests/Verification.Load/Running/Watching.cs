using System.Collections.Immutable;
using System.Globalization;
using Verification.Load.Profiles;
using Verification.Model.Load;

namespace Verification.Load.Running;

/// <summary>Looks at a run a few times a second: tells its progress, and ends it when a rule says so.</summary>
internal sealed class Watching(RunContext run, LoadControl control)
{
    private const int RuleSeconds = 10;
    private const long RuleRequests = 100;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Queue<LoadSecond> _recent = new();

    public async Task RunAsync(CancellationToken done)
    {
        using var stop = control.Stop.Register(() => run.Ending.Because(LoadEnd.Stopped, "it was stopped"));
        while (!done.IsCancellationRequested)
        {
            Look(run.Recorder.SecondsUntil(run.Clock.Now));
            await Task.Delay(Every, run.Time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(ImmutableArray<LoadSecond> seconds)
    {
        foreach (var second in seconds)
        {
            control.Progress?.Report(second);
            _recent.Enqueue(second);
            if (_recent.Count > RuleSeconds)
            {
                _recent.Dequeue();
            }
        }

        Judge(run.Plan.Abort);
    }

    private void Judge(AbortRules rules)
    {
        var (completed, failed) = (_recent.Sum(second => second.Completed), _recent.Sum(second => second.Failed));
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
