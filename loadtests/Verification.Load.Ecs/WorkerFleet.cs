using System.Collections.Immutable;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Verification.Load.Plans;
using Verification.Load.Scaling;
using Task = System.Threading.Tasks.Task;

namespace Verification.Load.Ecs;

/// <summary>Starts the workers' tasks, looks at them and stops them.</summary>
internal sealed class WorkerFleet(IAmazonECS ecs, EcsWorkers workers, WorkerDefinition definition)
{
    // AWS's limits: of one DescribeTasks call, and of all overrides of one RunTask call, the JSON around them included.
    private const int MostDescribed = 100;
    private const int LongestOverrides = 8192;
    private const int AroundOverrides = 200;

    private readonly List<WorkerTask> _tasks = [];

    private string? _run;

    // A call of which nobody knows whether it started a task.
    private bool _isUnsure;

    public IReadOnlyList<WorkerTask> Tasks => _tasks;

    /// <summary>One call a worker: what ten tasks of one call are told is the same, and each worker has a share of its own. A repeated call starts nothing again.</summary>
    /// <exception cref="LoadException">One of them was not started.</exception>
    public async Task StartAsync(ImmutableArray<WorkerOrder> orders, CancellationToken cancellationToken)
    {
        foreach (var order in orders)
        {
            var text = WorkerOrderText.Encode(order);
            if (text.Length + workers.Command.Sum(word => word.Length + 3) + AroundOverrides > LongestOverrides)
            {
                throw new LoadException($"the plan takes {text.Length} characters of a task's environment, and ECS takes {LongestOverrides} for all overrides of a task: send shorter headers and bodies, or fewer kinds of requests");
            }

            cancellationToken.ThrowIfCancellationRequested();
            await StartAsync(order, text);
        }
    }

    /// <summary>Looks at those that had not stopped. One that ECS does not know, yet or any more, stays as it was seen last.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var some in _tasks.Where(task => !task.IsStopped).Chunk(MostDescribed))
        {
            var answer = await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = workers.Cluster, Tasks = [.. some.Select(task => task.Arn)] }, cancellationToken);
            foreach (var seen in answer.Tasks ?? [])
            {
                some.Single(task => task.Arn == seen.TaskArn).Seen = seen;
            }
        }
    }

    /// <summary>Stops those that run, also those of whose start no answer came.</summary>
    /// <returns>Those that could not be stopped, with the reason.</returns>
    public async Task<ImmutableArray<string>> StopAsync(string reason, CancellationToken cancellationToken)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        HashSet<string> running = [.. _tasks.Where(task => !task.IsStopped).Select(task => task.Arn)];
        if (_isUnsure || _tasks.Count > 0)
        {
            await TryAsync($"tasks started by {_run}", async () => running.UnionWith(await RunningAsync(cancellationToken)));
        }

        foreach (var arn in running)
        {
            await TryAsync(arn, () => ecs.StopTaskAsync(new StopTaskRequest { Cluster = workers.Cluster, Task = arn, Reason = reason }, cancellationToken));
        }

        return failures.ToImmutable();

        async Task TryAsync(string what, Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
            {
                failures.Add($"{what} ({error.Message})");
            }
        }
    }

    private async Task<List<string>> RunningAsync(CancellationToken cancellationToken)
    {
        var running = new List<string>();
        var request = new ListTasksRequest { Cluster = workers.Cluster, StartedBy = _run };
        do
        {
            var page = await ecs.ListTasksAsync(request, cancellationToken);
            running.AddRange(page.TaskArns ?? []);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
        return running;
    }

    private async Task StartAsync(WorkerOrder order, string text)
    {
        (_run, _isUnsure) = (order.Run, true);
        RunTaskResponse answer;
        try
        {
            // Not to be cancelled: AWS may have started the task already, and nobody would know of it.
            answer = await ecs.RunTaskAsync(Request(order, text), CancellationToken.None);
            _isUnsure = false;
        }
        catch (AmazonServiceException error)
        {
            _isUnsure = (int)error.StatusCode is 0 or >= 500;
            throw new LoadException($"worker {order.Worker} of {order.Workers} was not started: {error.ErrorCode}: {error.Message}", error);
        }

        _tasks.AddRange((answer.Tasks ?? []).Select(task => new WorkerTask(order, task)));
        if (answer.Failures is { Count: > 0 } || answer.Tasks is not [_])
        {
            var reasons = string.Join("; ", (answer.Failures ?? []).Select(failure => $"{failure.Reason} {failure.Detail}".TrimEnd()));
            throw new LoadException($"worker {order.Worker} of {order.Workers} was not started: {(reasons.Length > 0 ? reasons : $"RunTask started {answer.Tasks?.Count ?? 0} tasks")}");
        }
    }

    private RunTaskRequest Request(WorkerOrder order, string text) => new()
    {
        Cluster = workers.Cluster,
        TaskDefinition = definition.Arn,
        Count = 1,
        LaunchType = workers.LaunchType,
        StartedBy = order.Run,
        ClientToken = $"{order.Run}-{order.Worker}",
        NetworkConfiguration = workers.Subnets.IsEmpty ? null : new NetworkConfiguration
        {
            AwsvpcConfiguration = new AwsVpcConfiguration
            {
                Subnets = [.. workers.Subnets],
                SecurityGroups = [.. workers.SecurityGroups],
                AssignPublicIp = workers.AssignPublicIp ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED,
            },
        },
        Overrides = new TaskOverride
        {
            ContainerOverrides =
            [
                new ContainerOverride
                {
                    Name = definition.Container,
                    Command = [.. workers.Command],
                    Environment = [new Amazon.ECS.Model.KeyValuePair { Name = WorkerOrder.Variable, Value = text }],
                },
            ],
        },
    };
}
