using Verification.Load.Measuring;
using Verification.Load.Plans;

namespace Verification.Load.Running;

/// <summary>Each connection sends when it has its answer.</summary>
internal sealed class ClosedModel(RunContext run, ClosedProfile profile) : ILoadModelRunner
{
    public async Task<ModelOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, profile.Connections).Select(connection => run.Plan.IsBlocking
            ? Task.Factory.StartNew(() => SendAsync(connection, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
            : Task.Run(() => SendAsync(connection, cancellationToken), cancellationToken)));
        return new ModelOutcome(run.Clock.Now < profile.Duration ? run.Clock.Now : profile.Duration, null);
    }

    private async Task SendAsync(int connection, CancellationToken cancellationToken)
    {
        using var sender = run.NewSender();
        var sent = run.Clock.Now;
        if (!GoesOn(sent))
        {
            return;
        }

        run.Recorder.Sent(sent, sent, lag: null);
        for (long number = connection; ; number += profile.Connections)
        {
            var exchange = await sender.SendAsync(run.Mix.At(number), cancellationToken);
            var ended = run.Clock.Now;
            var completion = new Completion(sent, sent, ended, exchange);
            if (profile.ThinkTime == TimeSpan.Zero && GoesOn(ended))
            {
                // The answer and the next request are one moment, and one look at the clock.
                run.Recorder.CompletedAndSent(completion, ended);
                sent = ended;
                continue;
            }

            run.Recorder.Completed(completion);
            if (GoesOn(ended))
            {
                await Task.Delay(profile.ThinkTime, run.Time, cancellationToken);
            }

            sent = run.Clock.Now;
            if (!GoesOn(sent))
            {
                return;
            }

            run.Recorder.Sent(sent, sent, lag: null);
        }
    }

    private bool GoesOn(TimeSpan now) => now < profile.Duration && !run.Ending.Now;
}
