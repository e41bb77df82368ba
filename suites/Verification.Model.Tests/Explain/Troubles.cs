using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Verification.Model.Facts;
using Verification.Model.Topologies;

namespace Verification.Tests.Model.Explain;

/// <summary>Facts on trouble as they are when there is none, and single changes to them.</summary>
internal static class Troubles
{
    public static readonly DateTimeOffset Noon = GuideFacts.Healthy.TakenAt;

    public const string StageGroup = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/notification-prod-stage-tg/0123456789abcdef";

    /// <summary>The guide's clusters, both looked at again.</summary>
    public static Snapshot Snapshot { get; } = GuideFacts.Healthy with { Clusters = [.. GuideFacts.Healthy.Clusters.Select(cluster => cluster with { Trouble = Of(cluster) })] };

    /// <summary>The guide with a stage listener in production.</summary>
    public static Topology Staged { get; } = Production(cluster => cluster with
    {
        LoadBalancer = cluster.LoadBalancer with { Stage = new ListenerDeclaration { Port = 8080, RulePriority = 10, TargetGroup = "notification-prod-stage-tg" } },
    });

    /// <summary>The guide with three tasks of the common service declared in production.</summary>
    public static Topology Counted { get; } = Production(cluster => cluster with
    {
        Services = cluster.Services.SetItem(cluster.Services.Length - 1, cluster.Services[^1] with { DesiredCount = 3 }),
    });

    /// <summary>AWS refuses every call of production with these words.</summary>
    public static Snapshot Refused(this Snapshot snapshot, string reason) => snapshot with
    {
        Clusters = snapshot.Clusters.SetItem(0, Rewritten.EveryObservation(snapshot, observation => new JsonObject
        {
            ["unavailable"] = reason, ["retriable"] = true, ["source"] = observation["source"]!.DeepClone(),
        }).Clusters[0]),
    };

    public static Observation<T> Refused<T>(this Observation<T> observation, string reason) => new Observation<T>.Unavailable(reason, true, observation.Source);

    public static Snapshot Trouble(this Snapshot snapshot, Func<TroubleFacts, TroubleFacts> change) => snapshot.InProduction(cluster => cluster with { Trouble = change(cluster.Trouble!) });

    public static Snapshot AnalyticsTrouble(this Snapshot snapshot, Func<TroubleFacts, TroubleFacts> change) => snapshot.InAnalytics(cluster => cluster with { Trouble = change(cluster.Trouble!) });

    /// <summary>The deployment's tasks stopped with these words, and one is missing.</summary>
    public static Snapshot Stopped(this Snapshot snapshot, string code, string reason, int? exitCode = null, string containerReason = "", TimeSpan? lasted = null) => snapshot
        .Lacking()
        .Trouble(trouble => trouble with { StoppedTasks = trouble.StoppedTasks.But(_ => [Task(code, reason, exitCode, containerReason, lasted)]) });

    /// <summary>One task of three is missing.</summary>
    public static Snapshot Lacking(this Snapshot snapshot) => snapshot.ProductionService(service => service with { RunningCount = 2 });

    public static Snapshot Event(this Snapshot snapshot, string message) =>
        snapshot.Trouble(trouble => trouble with { Services = trouble.Services.But(services => services.But(0, service => service with { Events = [new ServiceEventFact(Noon.AddMinutes(-1), message)] })) });

    public static Snapshot TroubledService(this Snapshot snapshot, Func<TroubledService, TroubledService> change) =>
        snapshot.Trouble(trouble => trouble with { Services = trouble.Services.But(services => services.But(0, change)) });

    public static Snapshot ProductionGroup(this Snapshot snapshot, Func<TargetGroupSettings, TargetGroupSettings> change) =>
        snapshot.Trouble(trouble => trouble with { TargetGroups = trouble.TargetGroups.But(groups => groups.But(0, change)) });

    /// <summary>Every target of production in one state, seen by both looks.</summary>
    public static Snapshot Targets(this Snapshot snapshot, string state, string reason) => snapshot
        .ProductionTargets(targets => [.. targets.Select(target => target with { State = state, Reason = reason })])
        .ProductionGroup(group => group with { Targets = group.Targets.But(targets => [.. targets.Select(target => target with { State = state, Reason = reason })]) });

    public static Snapshot Harness(this Snapshot snapshot, bool connected, params ImmutableArray<string> errors) => snapshot with
    {
        Harness = new HarnessFacts
        {
            TakenAt = Noon,
            Delegates = ImmutableArray.Create(new DelegateFact("delegate-prod", connected), new DelegateFact("delegate-analytics", true)).From("GET https://app.harness.io/ng/api/delegate"),
            Execution = new ExecutionFact("execution-1", errors.IsEmpty ? "Running" : "Failed", errors).From("GET https://app.harness.io/pipeline/api"),
        },
    };

    public static StoppedTaskFact Task(string code, string reason, int? exitCode, string containerReason, TimeSpan? lasted) => new()
    {
        Arn = "arn:aws:ecs:us-east-1:123456789012:task/prod-cluster/0123456789abcdef0123456789abcdef",
        TaskDefinition = "arn:aws:ecs:us-east-1:123456789012:task-definition/notification-service-prod:7",
        StopCode = code,
        StoppedReason = reason,
        ContainerReason = containerReason,
        ExitCode = exitCode,
        StartedBy = "ecs-svc/1234567890123456789",
        StartedAt = lasted is { } time ? Noon.AddMinutes(-1) - time : null,
        StoppedAt = Noon.AddMinutes(-1),
    };

    public static ServiceDeploymentFact Deployment(string status, string taskDefinition = "") => new()
    {
        Arn = "arn:aws:ecs:us-east-1:123456789012:service-deployment/prod-cluster/notification-service/abc",
        Service = "notification-service",
        Status = status,
        StatusReason = "",
        TaskDefinition = taskDefinition,
        BreakerStatus = "MONITORING_COMPLETE",
        BreakerFailures = 0,
        BreakerThreshold = 3,
        RollbackReason = "",
        StartedAt = Noon.AddMinutes(-10),
        FinishedAt = Noon.AddMinutes(-5),
    };

    private static Topology Production(Func<ClusterDeclaration, ClusterDeclaration> change) =>
        GuideTopology.Literal with { Clusters = GuideTopology.Literal.Clusters.SetItem(0, change(GuideTopology.Literal.Clusters[0])) };

    private static TroubleFacts Of(ClusterFacts cluster)
    {
        var service = ((Observation<ServiceFact>.Seen)cluster.Services[^1].Service).Value;
        var balancer = ((Observation<LoadBalancerFact>.Seen)cluster.LoadBalancer.LoadBalancer).Value;
        var listener = ((Observation<ImmutableArray<ListenerFact>>.Seen)cluster.LoadBalancer.Listeners).Value[0];
        var rules = ((Observation<ImmutableArray<RuleFact>>.Seen)listener.Rules).Value;
        return new TroubleFacts
        {
            TakenAt = Noon,
            Services = ImmutableArray.Create(new TroubledService
            {
                Name = service.Name,
                Status = service.Status,
                DesiredCount = service.DesiredCount,
                RunningCount = service.RunningCount,
                PendingCount = 0,
                TaskDefinition = service.TaskDefinition,
                TargetGroupArns = service.TargetGroupArns,
                HealthCheckGracePeriodSeconds = 0,
                MinimumHealthyPercent = 100,
                MaximumPercent = 200,
                Deployments = [new TroubledDeployment("ecs-svc/1234567890123456789", "PRIMARY", service.TaskDefinition, "COMPLETED", "", service.DesiredCount, service.RunningCount, 0, Noon.AddDays(-1))],
                Events = [new ServiceEventFact(Noon.AddHours(-5), $"(service {service.Name}) has reached a steady state.")],
            }).From("ecs:DescribeServices", cluster.Region),
            Deployments = ImmutableArray.Create(Deployment("SUCCESSFUL", service.TaskDefinition)).From("ecs:DescribeServiceDeployments", cluster.Region),
            NewestDefinition = cluster.Common.TaskDefinition.Gone("another task definition"),
            StoppedTasks = ImmutableArray<StoppedTaskFact>.Empty.From("ecs:DescribeTasks", cluster.Region),
            LogLines = ImmutableArray.Create(new LogLineFact(Noon.AddMinutes(-2), "ecs/notification-service/1", "notification-service v1.2.3 started, listening on port 8083")).From("logs:FilterLogEvents", cluster.Region),
            Rules = rules.Select(rule => new ListenerRuleFact
            {
                Arn = rule.Arn,
                ListenerArn = listener.Arn,
                ListenerPort = 80,
                Priority = rule.Priority,
                Conditions = rule.Priority is null ? [] : ["path-pattern /*"],
                Action = rule.Forward.IsEmpty ? "fixed-response" : "forward",
                Forward = rule.Forward,
                StickinessSeconds = 0,
            }).ToImmutableArray().From("elasticloadbalancing:DescribeRules", cluster.Region),
            TargetGroups = ImmutableArray.Create(Group(service.TargetGroupArns[0], balancer.Arn, cluster.Common.Targets), Group(StageGroup, null, ImmutableArray<TargetFact>.Empty.From("elasticloadbalancing:DescribeTargetHealth", cluster.Region)))
                .From("elasticloadbalancing:DescribeTargetGroups", cluster.Region),
            SecurityGroups = new SecurityGroupFacts(["sg-alb"], [new SecurityGroupFact("sg-ecs", "ecs", [new IngressFact("tcp", 8083, 8083, ["sg-alb"])])]).From("ec2:DescribeSecurityGroups", cluster.Region),
            Images = new[] { "us-east-1", cluster.Region }.Distinct().Select(region => new RegistryImageFact(region, "v1.2.3", GuideFacts.Digest, Noon.AddDays(-1))).ToImmutableArray().From("ecr:DescribeImages", cluster.Region),
            ReplicationStatus = (cluster.Region == "us-east-1" ? [] : ImmutableArray.Create(new ReplicationStatusFact(cluster.Region, "v1.2.3", "COMPLETE", ""))).From("ecr:DescribeImageReplicationStatus", "us-east-1"),
            Scaling = new Observation<ScalingFact>.Absent($"scalable target service/{cluster.Name}/{service.Name}", new FactSource("application-autoscaling:DescribeScalableTargets", cluster.Region)),
        };
    }

    private static TargetGroupSettings Group(string arn, string? balancer, Observation<ImmutableArray<TargetFact>> targets) => new()
    {
        Arn = arn,
        Name = arn.Split('/')[1],
        Port = 8083,
        LoadBalancerArns = balancer is null ? [] : [balancer],
        HealthCheckPath = "/health",
        HealthCheckPort = "traffic-port",
        Matcher = "200",
        IntervalSeconds = 30,
        TimeoutSeconds = 5,
        HealthyThreshold = 5,
        UnhealthyThreshold = 2,
        DeregistrationDelaySeconds = 300,
        Targets = targets,
    };

    private static Observation<T> From<T>(this T value, string call, string? region = null) => new Observation<T>.Seen(value, new FactSource(call, region));
}
