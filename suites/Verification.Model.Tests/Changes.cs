using System.Collections.Immutable;
using Verification.Model.Facts;

namespace Verification.Tests.Model;

/// <summary>One change to the healthy facts, told from the place that changes.</summary>
internal static class Changes
{
    public const string Reason = "AccessDeniedException: User is not authorized to perform this action";

    public static Snapshot InProduction(this Snapshot snapshot, Func<ClusterFacts, ClusterFacts> change) => snapshot.In("prod-cluster", change);

    public static Snapshot InAnalytics(this Snapshot snapshot, Func<ClusterFacts, ClusterFacts> change) => snapshot.In("analytics-cluster", change);

    public static Snapshot ProductionDeployment(this Snapshot snapshot, Func<DeploymentFacts, DeploymentFacts> change) =>
        snapshot.InProduction(cluster => cluster with { Common = change(cluster.Common) });

    public static Snapshot ProductionService(this Snapshot snapshot, Func<ServiceFact, ServiceFact> change, string name = "notification-service") =>
        snapshot.ProductionServiceSeen(service => service.But(change), name);

    /// <summary>Changes how the service was observed, not what was seen of it.</summary>
    public static Snapshot ProductionServiceSeen(
        this Snapshot snapshot,
        Func<Observation<ServiceFact>, Observation<ServiceFact>> change,
        string name = "notification-service") => snapshot.InProduction(cluster => cluster with
        {
            Services = [.. cluster.Services.Select(service => service.Name == name ? service with { Service = change(service.Service) } : service)],
        });

    public static Snapshot ProductionTasks(this Snapshot snapshot, Func<ImmutableArray<TaskFact>, ImmutableArray<TaskFact>> change) =>
        snapshot.ProductionDeployment(common => common with { Tasks = common.Tasks.But(change) });

    public static Snapshot ProductionTargets(this Snapshot snapshot, Func<ImmutableArray<TargetFact>, ImmutableArray<TargetFact>> change) =>
        snapshot.ProductionDeployment(common => common with { Targets = common.Targets.But(change) });

    public static Snapshot ProductionVersions(this Snapshot snapshot, Func<ImmutableArray<VersionSample>, ImmutableArray<VersionSample>> change) =>
        snapshot.ProductionDeployment(common => common with { Versions = common.Versions.But(change) });

    public static Snapshot ProductionDefinition(this Snapshot snapshot, Func<TaskDefinitionFact, TaskDefinitionFact> change) =>
        snapshot.ProductionDeployment(common => common with { TaskDefinition = common.TaskDefinition.But(change) });

    public static Snapshot ProductionContainer(this Snapshot snapshot, Func<ContainerFact, ContainerFact> change) =>
        snapshot.ProductionDefinition(definition => definition with { Container = definition.Container.But(change) });

    public static Snapshot ProductionHealth(this Snapshot snapshot, int? status, string body, string trouble = "") =>
        snapshot.ProductionDeployment(common => common with { Health = common.Health.But(_ => new HttpAnswer(status, body, trouble)) });

    /// <summary>What one of the targets answers when it is asked for its version.</summary>
    public static Snapshot ProductionVersion(this Snapshot snapshot, int index, int? status, string body, string trouble = "") =>
        snapshot.ProductionVersions(samples => samples.But(index, sample => sample with { Answer = new HttpAnswer(status, body, trouble) }));

    public static Snapshot ProductionNetwork(this Snapshot snapshot, Func<NetworkFacts, NetworkFacts> change) =>
        snapshot.InProduction(cluster => cluster with { Network = change(cluster.Network) });

    public static Snapshot ProductionLoadBalancer(this Snapshot snapshot, Func<LoadBalancerFacts, LoadBalancerFacts> change) =>
        snapshot.InProduction(cluster => cluster with { LoadBalancer = change(cluster.LoadBalancer) });

    /// <summary>The rules of the only listener.</summary>
    public static Snapshot ProductionRules(
        this Snapshot snapshot,
        Func<Observation<ImmutableArray<RuleFact>>, Observation<ImmutableArray<RuleFact>>> change) => snapshot.ProductionLoadBalancer(facts => facts with
        {
            Listeners = facts.Listeners.But(listeners => [listeners[0] with { Rules = change(listeners[0].Rules) }]),
        });

    /// <summary>Seen as before, with another value.</summary>
    public static Observation<T> But<T>(this Observation<T> observation, Func<T, T> change) => observation.Select(change);

    public static Observation<T> Denied<T>(this Observation<T> observation) => new Observation<T>.Unavailable(Reason, false, observation.Source);

    public static Observation<T> Gone<T>(this Observation<T> observation, string what) => new Observation<T>.Absent(what, observation.Source);

    /// <summary>The list with one of its items changed.</summary>
    public static ImmutableArray<T> But<T>(this ImmutableArray<T> list, int index, Func<T, T> change) => list.SetItem(index, change(list[index]));

    private static Snapshot In(this Snapshot snapshot, string name, Func<ClusterFacts, ClusterFacts> change) =>
        snapshot with { Clusters = [.. snapshot.Clusters.Select(cluster => cluster.Name == name ? change(cluster) : cluster)] };
}
