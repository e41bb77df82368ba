using System.Globalization;
using Amazon.CloudWatchLogs.Model;
using Verification.Fixtures.Targets;
using Verification.Load.Scaling;

namespace Verification.Load.Ecs;

/// <summary>Reads what workers wrote.</summary>
internal sealed class WorkerLog(ITarget target, WorkerDefinition definition)
{
    // Lines come some seconds after they were written. In the target's time.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private const int Looks = 20;

    /// <summary>The report of a worker whose task has stopped; and why there is none.</summary>
    public async Task<WorkerResult> ResultAsync(WorkerTask task, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var trouble = "it wrote nothing";
        for (var look = 0; look < (task.HasRun ? Looks : 0); look++)
        {
            try
            {
                lines = await LinesAsync(task, cancellationToken);
                if (WorkerReportLines.Read(lines, task.Order.Run, task.Order.Worker) is { } report)
                {
                    return Told(task, report);
                }

                trouble = lines is [.., var last] ? $"it wrote no report, last: {Short(last)}" : "it wrote nothing";
            }
            catch (FormatException error)
            {
                trouble = error.Message;
            }
            catch (ResourceNotFoundException error)
            {
                trouble = $"its log {definition.LogGroup} {definition.StreamOf(task)} is not there: {error.Message}";
            }

            await target.Clock.DelayAsync(Look, cancellationToken);
        }

        return new WorkerResult(task.Order.Worker, null, $"{task}{(task.HasRun ? $"; {trouble}" : "")}");
    }

    private WorkerResult Told(WorkerTask task, WorkerReport report)
    {
        var result = report.For(task.Order);
        if (result.Facts is null)
        {
            return result with { Problem = $"{result.Problem} ({task})" };
        }

        return task.ExitCode(definition.Container) is 0 ? result : result with { Problem = $"it reported figures and did not end well: {task}" };
    }

    private async Task<List<string>> LinesAsync(WorkerTask task, CancellationToken cancellationToken)
    {
        var logs = target.In(definition.LogRegion).Logs;
        var lines = new List<string>();
        for (string? token = null; ;)
        {
            var page = await logs.GetLogEventsAsync(
                new GetLogEventsRequest { LogGroupName = definition.LogGroup, LogStreamName = definition.StreamOf(task), StartFromHead = true, NextToken = token }, cancellationToken);
            lines.AddRange((page.Events ?? []).Select(each => each.Message));

            // The end is where the token stays the same.
            if (page.NextForwardToken is null || page.NextForwardToken == token)
            {
                return lines;
            }

            token = page.NextForwardToken;
        }
    }

    private static string Short(string line) => line.Length <= 200 ? line : string.Create(CultureInfo.InvariantCulture, $"{line.AsSpan(0, 200)}...");
}
