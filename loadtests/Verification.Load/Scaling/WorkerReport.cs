using Verification.Model.Load;

namespace Verification.Load.Scaling;

/// <summary>What a worker says at its end.</summary>
public sealed record WorkerReport
{
    public const int Version = 1;

    /// <summary>The version of the stored form.</summary>
    public required int FormatVersion { get; init; }

    public required string Run { get; init; }

    public required int Worker { get; init; }

    public required int Workers { get; init; }

    /// <summary>The whole plan's <see cref="WorkerOrder.PlanDigest"/>.</summary>
    public required string Plan { get; init; }

    /// <summary>Null when it did not measure.</summary>
    public required LoadFacts? Facts { get; init; }

    /// <summary>Why it did not; null when it did.</summary>
    public required string? Problem { get; init; }

    public static WorkerReport Of(WorkerOrder order, LoadFacts? facts, string? problem)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new WorkerReport
        {
            FormatVersion = Version, Run = order.Run, Worker = order.Worker, Workers = order.Workers, Plan = order.PlanDigest, Facts = facts, Problem = problem,
        };
    }

    /// <summary>What it is worth to whoever gave that order.</summary>
    public WorkerResult For(WorkerOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var isOfIt = Run == order.Run && Worker == order.Worker && Workers == order.Workers && Plan == order.PlanDigest;
        return isOfIt ? new WorkerResult(Worker, Facts, Facts is null ? Problem ?? "it brought no figures" : null)
            : new WorkerResult(order.Worker, null, $"its report is of another plan: worker {Worker} of {Workers} of run {Run}");
    }
}
