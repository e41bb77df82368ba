using Verification.Load.Measuring;
using Verification.Load.Plans;

namespace Verification.Load.Running;

/// <summary>Each connection sends when it has its answer.</summary>
internal sealed class ClosedModel(RunContext run, ClosedProfile profile) : ILoadModelRunner
{
    public async Task<ModelOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, profile.Connections).Select(connection => run.Plan.MaximumRate
            ? Task.Factory.StartNew(() => SendAsync(connection, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()
            : Task.Run(() => SendAsync(connection, cancellationToken), cancellationToken)));
        return new ModelOutcome(run.Clock.Now < profile.Duration ? run.Clock.Now : profile.Duration, null);
    }

    private async Task SendAsync(int connection, CancellationToken cancellationToken)
    {
        using var sender = run.NewSender();
        for (long number = connection; !run.Ending.Now; number += profile.Connections)
        {
            var sent = run.Clock.Now;
            if (sent >= profile.Duration)
            {
                return;
            }

            run.Recorder.Sent(sent, sent, lag: null);
            var exchange = await sender.SendAsync(run.Mix.At(number), cancellationToken);
            run.Recorder.Completed(new Completion(sent, sent, run.Clock.Now, exchange));
            if (profile.ThinkTime > TimeSpan.Zero)
            {
                await Task.Delay(profile.ThinkTime, run.Time, cancellationToken);
            }
        }
    }
}
