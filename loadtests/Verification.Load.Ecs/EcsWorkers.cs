using System.Collections.Immutable;

namespace Verification.Load.Ecs;

/// <summary>Which tasks make the load, and where.</summary>
public sealed record EcsWorkers
{
    public required string Region { get; init; }

    public required string Cluster { get; init; }

    /// <summary>Family, family and revision, or ARN: of an image of this tool, with the log driver <c>awslogs</c>.</summary>
    public required string TaskDefinition { get; init; }

    /// <summary>How many tasks, 1 to 500.</summary>
    public required int Count { get; init; }

    /// <summary>The container that makes the load; null for the only one.</summary>
    public string? Container { get; init; }

    /// <summary>What its image is told after its entry point.</summary>
    public ImmutableArray<string> Command { get; init; } = ["load-worker"];

    /// <summary>Null where the cluster's default capacity providers are to be taken.</summary>
    public string? LaunchType { get; init; } = "FARGATE";

    /// <summary>Needed with the network mode <c>awsvpc</c>, which is Fargate's.</summary>
    public ImmutableArray<string> Subnets { get; init; } = [];

    public ImmutableArray<string> SecurityGroups { get; init; } = [];

    public bool AssignPublicIp { get; init; }

    /// <summary>How long after the first task is asked for the warm-up begins: what the last one needs to start at the most. Real time.</summary>
    public TimeSpan StartIn { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after the end of the plan its tasks may take to stop. Real time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);
}
