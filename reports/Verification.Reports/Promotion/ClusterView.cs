using System.Collections.Immutable;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Topologies;

namespace Verification.Reports.Promotion;

/// <summary>What runs in one cluster, in words that fit a table: a value, "absent: ..." or "not known: ...".</summary>
public sealed record ClusterView
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Environment { get; init; }

    /// <summary>When its newest facts were taken; null when there are none.</summary>
    public required DateTimeOffset? TakenAt { get; init; }

    /// <summary>The tag of the first image that evidence shows; null when none does.</summary>
    public required string? Before { get; init; }

    /// <summary>The tag that the task definition names now.</summary>
    public required string Version { get; init; }

    /// <summary>The versions that answered, with how many answers each.</summary>
    public required string Answers { get; init; }

    /// <summary>What the registry has under the image's tag.</summary>
    public required string Digest { get; init; }

    /// <summary>What the tasks run.</summary>
    public required string TaskDigests { get; init; }

    public required string Tasks { get; init; }

    public required string Targets { get; init; }

    public required string Rollout { get; init; }

    /// <summary>Where the production rule sends requests.</summary>
    public required string Traffic { get; init; }

    /// <summary>The label of each row of a comparison and what stands in it.</summary>
    public static ImmutableArray<(string Label, Func<ClusterView, string> Value)> Rows { get; } =
    [
        ("Region", cluster => cluster.Region),
        ("Environment", cluster => cluster.Environment),
        ("Version before", cluster => cluster.Before ?? "no evidence of it"),
        ("Version now", cluster => cluster.Version),
        ("Answered by", cluster => cluster.Answers),
        ("Image digest", cluster => cluster.Digest),
        ("Digest of tasks", cluster => cluster.TaskDigests),
        ("Tasks", cluster => cluster.Tasks),
        ("Targets", cluster => cluster.Targets),
        ("Deployment", cluster => cluster.Rollout),
        ("Production rule", cluster => cluster.Traffic),
        ("Facts of", cluster => cluster.TakenAt is { } at ? Figures.Time(at) : "never taken"),
    ];

    internal static ClusterView Of(ClusterDeclaration declared, Topology topology, ReleaseEvidence evidence)
    {
        var snapshot = LatestFacts.SnapshotOf(evidence.Snapshots, declared);
        var facts = snapshot is null ? null : LatestFacts.On(snapshot, declared);
        var images = ImageHistory.Of(evidence.Snapshots, declared);
        string Told<T>(Func<ClusterFacts, Observation<T>> of, Func<T, string> text) => facts is null ? "not known: no facts" : Tell(of(facts), text);
        var service = facts?.Services.FirstOrDefault(one => one.Name == topology.CommonService.Name)?.Service;
        string OfService(Func<ServiceFact, string> text) => service is null ? "not known: no facts" : Tell(service, text);
        return new ClusterView
        {
            Name = declared.Name,
            Region = declared.Region,
            Environment = declared.Environment,
            TakenAt = snapshot?.TakenAt,
            Before = images.IsEmpty ? null : Tag(images[0]),
            Version = Told(it => it.Common.TaskDefinition.SelectMany(definition => definition.Container, (_, container) => container.Image), Tag),
            Answers = Told(it => it.Common.Versions, samples => Count(samples.Select(Answer), "no answer")),
            Digest = Told(it => it.Common.Image, image => image.Digest),
            TaskDigests = Told(it => it.Common.Tasks, tasks => Count(tasks.Select(task => task.ImageDigest.Length == 0 ? "not told" : task.ImageDigest), "no task")),
            Tasks = OfService(one => $"{one.RunningCount} of {one.DesiredCount} running{(one.PendingCount > 0 ? $", {one.PendingCount} pending" : "")}"),
            Targets = Told(it => it.Common.Targets, targets => $"{targets.Count(target => target.State == "healthy")} of {targets.Length} healthy"),
            Rollout = OfService(one => one.Deployments.FirstOrDefault(each => each.Status == "PRIMARY") is { } primary
                ? primary.RolloutState.Length == 0 ? $"{one.Name}: no state is given" : $"{one.Name}: {primary.RolloutState}"
                : $"{one.Name}: no primary deployment"),
            Traffic = Told(it => it.LoadBalancer.Listeners, listeners => ProductionRule.Tell(listeners, declared.LoadBalancer.Production)),
        };
    }

    private static string Tell<T>(Observation<T> observation, Func<T, string> text) =>
        observation.Match(seen => text(seen.Value), absent => $"absent: {absent.What}", unavailable => $"not known: {unavailable.Reason}");

    private static string Tag(string image) => ImageReference.Parse(image) is { Tag.Length: > 0 } reference ? reference.Tag : image;

    private static string Answer(VersionSample sample) => sample.Answer switch
    {
        { Trouble.Length: > 0 } answer => answer.Trouble,
        { Status: 200 } answer => answer.Body,
        var answer => $"status {answer.Status}",
    };

    private static string Count(IEnumerable<string> values, string none) =>
        string.Join("; ", values.GroupBy(value => value, StringComparer.Ordinal).Select(group => $"{group.Key} ({group.Count()})").DefaultIfEmpty(none));
}
