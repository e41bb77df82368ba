using System.CommandLine;
using System.Globalization;
using Verification.Model.Facts;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Commands;

/// <summary>What is different between two releases, by their evidence.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "the evidence of one release" };
        var after = new Argument<string>("after") { Description = "the evidence of another" };
        var command = new Command("diff", "Name what is different between the evidence of two releases: decisions, last facts, load. Exit code 1 when anything is.") { before, after };
        command.SetAction(async (parsed, _) =>
        {
            var differences = Between(Folder(parsed.GetValue(before)!), Folder(parsed.GetValue(after)!)).ToList();
            foreach (var difference in differences)
            {
                await Console.Out.WriteLineAsync(difference);
            }

            await Console.Out.WriteLineAsync(differences.Count == 0 ? "nothing is different" : $"{differences.Count} different");
            return differences.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static EvidenceFolder Folder(string path) => new(path);

    private static IEnumerable<string> Between(EvidenceFolder before, EvidenceFolder after)
    {
        var (then, now) = (before.Decisions().LastOrDefault(), after.Decisions().LastOrDefault());
        if ((then?.Decision, then?.Reason) != (now?.Decision, now?.Reason))
        {
            yield return $"decision: {Text(then)} -> {Text(now)}";
        }

        var (one, other) = (before.Read(), after.Read());
        if (Last(one) is { } earlier && Last(other) is { } later)
        {
            foreach (var change in SnapshotDiff.Compare(earlier, later))
            {
                yield return $"{change.Path}: {change.Before ?? "(not there)"} -> {change.After ?? "(not there)"}";
            }
        }

        foreach (var (key, first, second) in Loads(one, other).Where(load => load.Before != load.After))
        {
            yield return $"load {key}: {first} -> {second}";
        }
    }

    private static Snapshot? Last(ReleaseEvidence evidence) => evidence.Snapshots.MaxBy(snapshot => snapshot.TakenAt);

    private static IEnumerable<(string Key, string Before, string After)> Loads(ReleaseEvidence before, ReleaseEvidence after)
    {
        var (one, other) = (Newest(before), Newest(after));
        return one.Keys.Union(other.Keys).Order(StringComparer.Ordinal).Select(key => (key, one.GetValueOrDefault(key, "(not there)"), other.GetValueOrDefault(key, "(not there)")));
    }

    private static Dictionary<string, string> Newest(ReleaseEvidence evidence) => evidence.Loads
        .GroupBy(load => $"{load.Cluster} {load.Scenario}", StringComparer.Ordinal)
        .ToDictionary(loads => loads.Key, loads => Text(loads.MaxBy(load => load.TakenAt)!.Facts), StringComparer.Ordinal);

    private static string Text(LoadFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{facts.RequestsPerSecond:0} per second, {facts.Failed} failed, p50 {facts.Latency.P50.TotalMilliseconds:0.#} ms, p99 {facts.Latency.P99.TotalMilliseconds:0.#} ms");

    private static string Text(DecisionRecord? decision) => decision is null ? "(none)" : $"{decision.Decision}, {decision.Reason}";
}
