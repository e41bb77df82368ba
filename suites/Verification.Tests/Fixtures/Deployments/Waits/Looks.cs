using System.Collections.Immutable;
using Verification.Fixtures.Deployments.Waits;

namespace Verification.Tests.Fixtures.Deployments.Waits;

/// <summary>Looks at a deployment of three tasks, to be changed by a test.</summary>
internal static class Looks
{
    public const string Old = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1";
    public const string New = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:2";
    public const string Digest = "sha256:aa";

    public static DateTimeOffset Begin { get; } = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    public static DeploymentIdentity Identity { get; } = new() { Service = "web", DeploymentId = "ecs-svc/2", TaskDefinition = New, CreatedAt = Begin };

    /// <summary>The deployment has just begun.</summary>
    public static DeploymentLook Fresh { get; } = new()
    {
        At = Begin,
        ServiceStatus = "ACTIVE",
        DesiredCount = 3,
        HealthCheckGracePeriod = TimeSpan.Zero,
        Own = Rollout("ecs-svc/2", Begin, New, "IN_PROGRESS"),
        Primary = Rollout("ecs-svc/2", Begin, New, "IN_PROGRESS"),
        ServiceDeployment = Deployment("IN_PROGRESS"),
        Tasks = [],
        StoppedTasks = [],
        OtherTasks = 3,
        Events = [],
        Unread = [],
    };

    /// <summary>Everything is as it should be at the end.</summary>
    public static DeploymentLook Done { get; } = Fresh with
    {
        At = Begin.AddMinutes(5),
        Own = Rollout("ecs-svc/2", Begin, New, "COMPLETED"),
        Primary = Rollout("ecs-svc/2", Begin, New, "COMPLETED"),
        ServiceDeployment = Deployment("SUCCESSFUL"),
        Tasks = [Task("a"), Task("b"), Task("c")],
        OtherTasks = 0,
    };

    public static RolloutLook Rollout(string id, DateTimeOffset createdAt, string taskDefinition, string state, string reason = "") =>
        new(id, createdAt, taskDefinition, state, reason, RunningCount: 0, FailedTasks: 0);

    public static ServiceDeploymentLook Deployment(string status, string reason = "") => new()
    {
        Arn = "arn:aws:ecs:us-east-1:123456789012:service-deployment/prod/web/x",
        Status = status,
        StatusReason = reason,
        Stage = "",
        ProductionWeight = null,
        Rollback = null,
        CircuitBreaker = CircuitBreakerLook.None,
        Hooks = [],
    };

    public static TaskLook Task(string id, string health = "HEALTHY", string target = "healthy", string reason = "", string digest = Digest) => new()
    {
        Id = id,
        LastStatus = "RUNNING",
        Health = health,
        HasHealthCheck = true,
        StartedAt = Begin,
        Digests = ImmutableSortedDictionary<string, string>.Empty.Add("web", digest),
        Target = new TargetLook(target, reason),
    };

    public static DeploymentLook WithStopped(string reason, string code = "TaskFailedToStart", string container = "") =>
        Fresh with { StoppedTasks = [new StoppedTaskLook("t1", code, reason, container)] };

    public static DeploymentLook WithEvent(string message) => Fresh with { Events = [$"(service web) {message}"] };
}
