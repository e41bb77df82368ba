using System.Collections.Concurrent;
using System.Globalization;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Facts;
using Verification.Model.Gate;

namespace Verification.Suites;

/// <summary>What Allure shows of the run and of each of its tests; the facts are written once a cluster.</summary>
internal static class SuiteReport
{
    private static readonly ConcurrentDictionary<string, SharedAttachment> Snapshots = new(StringComparer.Ordinal);

    private static readonly SharedAttachment AwsCalls = new("AWS calls", "text/csv", ".csv", () => "operation,calls\n" + string.Concat(
        VerificationRunFixture.Run.Snapshot.AwsCalls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key},{call.Value}\n"))));

    /// <summary>Environment, executor and categories of the run.</summary>
    public static void Write()
    {
        var (topology, snapshot) = (VerificationRunFixture.Run.Topology, VerificationRunFixture.Run.Snapshot);
        RunFiles.Write(
        [
            ("Target", snapshot.Target),
            ("Topology", topology.Name),
            ("Service", topology.CommonService.Name),
            ("Expected tag", topology.CommonService.ExpectedTag),
            .. topology.Clusters.Select(cluster => ($"Image in {cluster.Name}", ImageHistory.Of([snapshot], cluster).LastOrDefault())),
            ("Decision", VerificationRunFixture.Run.Decision.Kind.ToString()),
            ("Looked at", snapshot.TakenAt.ToString("u", CultureInfo.InvariantCulture)),
            ("Verification", typeof(Check).Assembly.GetName().Version?.ToString(3)),
            (".NET", Environment.Version.ToString()),
        ]);
    }

    public static void Begin(string title, Subject subject, CheckWeight weight)
    {
        var service = VerificationRunFixture.Run.Topology.CommonService;
        new TestReport($"{service.Name} {service.ExpectedTag}".TrimEnd(), subject) { TopologyPath = VerificationRunFixture.TopologyPath }.Begin(title, weight);
        TestReport.Attach(Snapshots.GetOrAdd(subject.Cluster ?? "", SnapshotOf));
        TestReport.Attach(AwsCalls);
    }

    // What can be judged again: verify --snapshot.
    private static SharedAttachment SnapshotOf(string cluster)
    {
        var all = VerificationRunFixture.Run.Snapshot;
        var snapshot = cluster.Length == 0 ? all : all with { Clusters = [.. all.Clusters.Where(one => one.Name == cluster)] };
        return new SharedAttachment("Snapshot", "application/json", ".json", () => SnapshotJson.Write(snapshot));
    }
}
