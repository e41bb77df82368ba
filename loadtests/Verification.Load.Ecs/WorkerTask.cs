using System.Globalization;
using Amazon.ECS.Model;
using Verification.Load.Scaling;
using EcsTask = Amazon.ECS.Model.Task;

namespace Verification.Load.Ecs;

/// <summary>One worker and the task that it is.</summary>
internal sealed class WorkerTask(WorkerOrder order, EcsTask task)
{
    public WorkerOrder Order { get; } = order;

    public string Arn { get; } = task.TaskArn;

    public string Id => Arn[(Arn.LastIndexOf('/') + 1)..];

    /// <summary>As it was last seen.</summary>
    public EcsTask Seen { get; set; } = task;

    public bool IsStopped => Seen.LastStatus == "STOPPED";

    /// <summary>Whether one of its containers ever ran, and can have written something.</summary>
    public bool HasRun => Seen.StartedAt is not null || Seen.Containers?.Exists(container => container.ExitCode is not null) == true;

    public int? ExitCode(string container) => Seen.Containers?.Find(each => each.Name == container)?.ExitCode;

    /// <summary>How it is, or how it ended, in the words of ECS.</summary>
    public override string ToString() => string.Join(
        ", ",
        [
            $"worker {Order.Worker} (task {Id}) {Seen.LastStatus}",
            .. Seen.StopCode is null ? Array.Empty<string>() : [$"{Seen.StopCode}: {Seen.StoppedReason}"],
            .. (Seen.Containers ?? []).Select(Of).Where(text => text.Length > 0),
        ]);

    private string Of(Container container)
    {
        var reason = container.Reason == Seen.StoppedReason ? null : container.Reason;
        return container.ExitCode is null && string.IsNullOrEmpty(reason) ? ""
            : string.Create(CultureInfo.InvariantCulture, $"container {container.Name}{(container.ExitCode is { } code ? $" exit code {code}" : "")}{(string.IsNullOrEmpty(reason) ? "" : $" {reason}")}");
    }
}
