using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load;

/// <summary>The kill switch: while a file is there no load is begun, and load under way ends within a second.</summary>
/// <param name="inner">What makes the load.</param>
/// <param name="stopFile">Finds the file; null while there is none.</param>
/// <param name="time">The clock.</param>
public sealed class StoppableLoadGenerator(ILoadGenerator inner, Func<string?> stopFile, TimeProvider time) : ILoadGenerator
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <exception cref="LoadStoppedException">The file is there.</exception>
    public async Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl control, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(control);
        if (stopFile() is { } there)
        {
            throw new LoadStoppedException($"no load is made while {there} is there: delete it when load may be made again");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(control.Stop);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(stop, done.Token);
        try
        {
            var facts = await inner.RunAsync(plan, control with { Stop = stop.Token }, cancellationToken);
            await done.CancelAsync();
            return await watching is { } found ? throw new LoadStoppedException($"the load was stopped, since {found} is there") : facts;
        }
        finally
        {
            await done.CancelAsync();
            await watching;
        }
    }

    private async Task<string?> WatchAsync(CancellationTokenSource stop, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            if (stopFile() is { } found)
            {
                await stop.CancelAsync();
                return found;
            }

            await Task.Delay(Look, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}
