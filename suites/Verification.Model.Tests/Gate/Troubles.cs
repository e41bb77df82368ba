using Verification.Model.Facts;

namespace Verification.Tests.Model.Gate;

/// <summary>The healthy clusters with one trouble each, from the cluster down to an answer.</summary>
internal static class Troubles
{
    private static Snapshot Well => GuideFacts.Healthy;

    public static (string Name, Snapshot Snapshot)[] All { get; } =
    [
        ("cluster inactive", Well.InProduction(cluster => cluster with { Cluster = cluster.Cluster.But(it => it with { Status = "INACTIVE" }) })),
        ("service draining", Well.ProductionService(service => service with { Status = "DRAINING" })),
        ("neighbour gone", Well.ProductionServiceSeen(service => service.Gone("the service"), "auth-service")),
        ("one task fewer than desired", Well.ProductionService(service => service with { RunningCount = 2, PendingCount = 1 })),
        ("desired below the minimum", Well.ProductionService(service => service with { DesiredCount = 1, RunningCount = 1 }).ProductionTasks(tasks => tasks[..1]).ProductionTargets(targets => targets[..1])),
        ("deployment in progress", Well.ProductionService(service => service with { Deployments = service.Deployments.But(0, one => one with { RolloutState = "IN_PROGRESS" }) })),
        ("deployment failed", Well.ProductionService(service => service with { Deployments = service.Deployments.But(0, one => one with { RolloutState = "FAILED" }) })),
        ("no circuit breaker", Well.ProductionService(service => service with { CircuitBreakerEnabled = false })),
        ("unhealthy task", Well.ProductionTasks(tasks => tasks.But(0, task => task with { HealthStatus = "UNHEALTHY" }))),
        ("task of another revision", Well.ProductionTasks(tasks => tasks.But(0, task => task with { TaskDefinition = task.TaskDefinition[..^1] + "6" }))),
        ("task of another image", Well.ProductionTasks(tasks => tasks.But(0, task => task with { ImageDigest = "sha256:" + new string('0', 64) }))),
        ("other memory", Well.ProductionDefinition(definition => definition with { Memory = "512" })),
        ("other tag", Well.ProductionContainer(container => container with { Image = container.Image[..^1] + "2" })),
        ("no health check", Well.ProductionContainer(container => container with { HealthCheck = null })),
        ("load balancer failed", Well.ProductionLoadBalancer(facts => facts with { LoadBalancer = facts.LoadBalancer.But(it => it with { State = "failed" }) })),
        ("rule without the group", Well.ProductionRules(rules => rules.But(it => it.But(0, rule => rule with { Forward = [] })))),
        ("rule's weight 0", Well.ProductionRules(rules => rules.But(it => it.But(0, rule => rule with { Forward = [.. rule.Forward.Select(one => one with { Weight = 0 })] })))),
        ("all targets unhealthy", Well.ProductionTargets(targets => [.. targets.Select(target => target with { State = "unhealthy", Reason = "Target.Timeout" })])),
        ("two of three targets unhealthy", Well.ProductionTargets(targets => [targets[0], .. targets[1..].Select(target => target with { State = "unhealthy", Reason = "Target.Timeout" })])),
        ("health endpoint 503", Well.ProductionHealth(503, "")),
        ("health endpoint says no", Well.ProductionHealth(200, """{"status":"unhealthy"}""")),
        ("other version answered", Well.ProductionVersion(0, 200, """{"version":"v1.2.2"}""")),
        ("image gone", Well.ProductionDeployment(common => common with { Image = common.Image.Gone("the image") })),
        ("tag moved", Well.ProductionDeployment(common => common with { Image = common.Image.But(image => image with { Digest = "sha256:" + new string('0', 64) }) })),
        ("no log group", Well.ProductionDeployment(common => common with { LogGroup = common.LogGroup.Gone("the log group") })),
        ("a secret missing", Well.ProductionDeployment(common => common with { Secrets = common.Secrets.But(names => names[..1]) })),
        ("other account", Well with { Caller = Well.Caller.But(caller => caller with { Account = "210987654321" }) }),
        ("role that trusts nobody", Well with { Roles = Well.Roles.But(0, role => role with { Role = role.Role.But(it => it with { TrustedServices = [] }) }) }),
        ("not replicated", Well with { Replication = Well.Replication.But(_ => new ReplicationFact([])) }),
        ("too few subnets", Well.ProductionNetwork(network => network with { Subnets = network.Subnets.But(subnets => subnets.RemoveAt(0)) })),
    ];
}
