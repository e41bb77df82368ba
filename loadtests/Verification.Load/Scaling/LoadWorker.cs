using Verification.Load.Plans;

namespace Verification.Load.Scaling;

/// <summary>Carries out one order: waits for the start that all workers have in common, makes its share of the load, and reports.</summary>
public sealed class LoadWorker(ILoadGenerator generator)
{
    /// <param name="order">What it is to do.</param>
    /// <param name="stop">Ends the run before its time; what was measured until then is reported.</param>
    /// <param name="cancellationToken">Gives up without a report.</param>
    public async Task<WorkerReport> RunAsync(WorkerOrder order, CancellationToken stop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Problems() is { IsEmpty: false } problems)
        {
            return WorkerReport.Of(order, null, string.Join("; ", problems));
        }

        try
        {
            var facts = await generator.RunAsync(order.Share(), new LoadControl { StartAt = order.StartAt, Stop = stop }, cancellationToken);
            return WorkerReport.Of(order, facts, null);
        }
        catch (LoadException error)
        {
            return WorkerReport.Of(order, null, error.Message);
        }
    }
}
