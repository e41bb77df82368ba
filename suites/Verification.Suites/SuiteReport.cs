using System.Globalization;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Gate;

namespace Verification.Suites;

/// <summary>What Allure shows of the run and of each of its tests.</summary>
internal static class SuiteReport
{
    private static readonly Lazy<SnapshotAttachments> Snapshot = new(() => new SnapshotAttachments(VerificationRunFixture.Run.Snapshot));

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
        TestReport.Attach(Snapshot.Value.Facts(subject.Cluster));
        TestReport.Attach(Snapshot.Value.AwsCalls);
    }
}
