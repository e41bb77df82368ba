using Amazon.ECS;
using Amazon.ECS.Model;
using Verification.Load.Plans;

namespace Verification.Load.Ecs;

/// <summary>What the task definition says of the workers: which container makes the load, and where it writes its lines.</summary>
internal sealed record WorkerDefinition(string Arn, string Container, string LogRegion, string LogGroup, string StreamPrefix)
{
    public string StreamOf(WorkerTask task) => $"{StreamPrefix}/{Container}/{task.Id}";

    /// <exception cref="LoadException">Nothing could be read from its tasks.</exception>
    public static WorkerDefinition Of(TaskDefinition definition, string? wanted)
    {
        var named = definition.ContainerDefinitions.FindAll(container => wanted is null || container.Name == wanted);
        if (named is not [var container])
        {
            throw new LoadException(
                $"{definition.TaskDefinitionArn}: expected {(wanted is null ? "one container, or the name of the one that makes the load" : $"a container {wanted}")}, found {string.Join(", ", definition.ContainerDefinitions.Select(each => each.Name))}");
        }

        var logs = container.LogConfiguration;
        var options = logs?.LogDriver == LogDriver.Awslogs ? logs.Options ?? [] : [];
        return options.TryGetValue("awslogs-group", out var group) && options.TryGetValue("awslogs-region", out var region) && options.TryGetValue("awslogs-stream-prefix", out var prefix)
            ? new WorkerDefinition(definition.TaskDefinitionArn, container.Name, region, group, prefix)
            : throw new LoadException(
                $"{definition.TaskDefinitionArn}: expected the log driver awslogs with awslogs-group, awslogs-region and awslogs-stream-prefix in the container {container.Name}, found {logs?.LogDriver?.Value ?? "none"} with {(options.Count == 0 ? "no options" : string.Join(", ", options.Keys))}: a worker's figures come by its log");
    }
}
