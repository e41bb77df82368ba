using System.Collections.Immutable;
using System.Globalization;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Verification.Fixtures.Targets;
using Verification.Load.Plans;
using Verification.Load.Scaling;
using Verification.Model.Load;
using Task = System.Threading.Tasks.Task;

namespace Verification.Load.Ecs;

/// <summary>
/// Load by several tasks of ECS, each a share of it. They begin at one instant, which their clocks tell them, and their figures come by their logs.
/// A run tells no progress. One that is stopped (<see cref="LoadControl.Stop"/>) stops its tasks, and what they had measured until then counts.
/// </summary>
/// <param name="target">Where the tasks run; it has to be one that may be changed.</param>
/// <param name="workers">Which tasks.</param>
/// <param name="time">Real time.</param>
/// <param name="tell">Told what goes on, a line each; null for nobody.</param>
public sealed class DistributedLoadGenerator(ITarget target, EcsWorkers workers, TimeProvider time, Action<string>? tell = null) : ILoadGenerator
{
    // In the target's time.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // Whoever cancels waits no longer than this for the tasks to be stopped.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    /// <exception cref="TargetException">Nobody allowed to change the target.</exception>
    public async Task<LoadFacts> RunAsync(LoadPlan plan, LoadControl control, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(control);
        target.Changes.Require($"load by {workers.Count} tasks in {workers.Cluster}");
        var startAt = control.StartAt ?? time.GetUtcNow() + workers.StartIn + plan.WarmUp;
        var orders = WorkerOrder.For(plan, workers.Count, $"load-{Guid.NewGuid():n}"[..21], startAt);
        var definition = await DefinitionAsync(cancellationToken);
        var fleet = new WorkerFleet(target.In(workers.Region).Ecs, workers, definition);
        try
        {
            await fleet.StartAsync(orders, cancellationToken);
            tell?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{workers.Count} tasks were asked for; they begin at {startAt:HH:mm:ss} UTC: {plan.Profile.Describe()}"));
            var log = new WorkerLog(target, definition);
            await WaitAsync(fleet, log, startAt, startAt + plan.Profile.Duration + plan.Timeout + workers.Patience, control.Stop, cancellationToken);
            return LoadMerge.Merge(plan, await ResultsAsync(fleet, log, cancellationToken));
        }
        catch (Exception error)
        {
            await StopAllAsync(fleet, error);
            throw;
        }
    }

    private async Task<WorkerDefinition> DefinitionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await target.In(workers.Region).Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = workers.TaskDefinition }, cancellationToken);
            return WorkerDefinition.Of(answer.TaskDefinition, workers.Container);
        }
        catch (AmazonServiceException error)
        {
            throw new LoadException($"the task definition {workers.TaskDefinition} in {workers.Region}: {error.ErrorCode}: {error.Message}", error);
        }
    }

    /// <summary>Until all have stopped.</summary>
    private async Task WaitAsync(WorkerFleet fleet, WorkerLog log, DateTimeOffset startAt, DateTimeOffset deadline, CancellationToken stop, CancellationToken cancellationToken)
    {
        var isStopping = false;
        for (string? trouble = null; ; await target.Clock.DelayAsync(Look, cancellationToken))
        {
            var now = time.GetUtcNow();
            try
            {
                await fleet.LookAsync(cancellationToken);
                trouble = null;
            }
            catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                // The tasks go on by themselves; there is time to ask again.
                trouble = error.Message;
            }

            if (now < startAt && !isStopping && fleet.Tasks.FirstOrDefault(task => task.IsStopped) is { } early)
            {
                var result = await log.ResultAsync(early, cancellationToken);
                throw new LoadException($"worker {early.Order.Worker} of {workers.Count} stopped before the start, so none of them began: {result.Problem ?? early.ToString()}");
            }

            if (fleet.Tasks.All(task => task.IsStopped))
            {
                return;
            }

            if (now > deadline)
            {
                throw new LoadException(
                    $"these had not stopped {workers.Patience.TotalSeconds:0} s after the end of the plan: {string.Join("; ", fleet.Tasks.Where(task => !task.IsStopped))}{(trouble is null ? "" : $"; and they could not be looked at: {trouble}")}");
            }

            if (stop.IsCancellationRequested && !isStopping)
            {
                isStopping = true;
                tell?.Invoke("the tasks are being stopped");
                if (await fleet.StopAsync("The load was ended before its time.", cancellationToken) is { IsEmpty: false } failures)
                {
                    throw new LoadException($"these tasks could not be stopped: {string.Join(", ", failures)}");
                }
            }
        }
    }

    private static async Task<ImmutableArray<WorkerResult>> ResultsAsync(WorkerFleet fleet, WorkerLog log, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(fleet.Tasks.Select(task => log.ResultAsync(task, cancellationToken)))];

    /// <summary>Load that nobody waits for any more must not go on.</summary>
    /// <exception cref="LoadException">It does.</exception>
    private async Task StopAllAsync(WorkerFleet fleet, Exception because)
    {
        using var limit = new CancellationTokenSource(StopTime, time);
        var reason = because is OperationCanceledException ? "The load run was cancelled." : "The load run has failed.";
        if (await fleet.StopAsync(reason, limit.Token) is { IsEmpty: false } failures)
        {
            throw new LoadException($"{(because is OperationCanceledException ? reason : because.Message)}\nand these tasks could not be stopped, so they may still make load: {string.Join(", ", failures)}", because);
        }
    }
}
