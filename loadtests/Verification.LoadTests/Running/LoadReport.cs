using System.Globalization;
using Verification.AllureReports;
using Verification.Fixtures.Policies;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Load;
using Verification.Model.Topologies;
using Verification.Reports.Promotion;
using Verification.Reports.Promotion.Charts;

namespace Verification.LoadTests.Running;

/// <summary>What Allure shows of a run of load and of each of its scenarios.</summary>
internal static class LoadReport
{
    public const string Stage = "Load";

    /// <summary>What is known without a target.</summary>
    public static void Write()
    {
        var settings = VerificationSettings.Resolve(LoadContext.Sources);
        var load = LoadSettings.Resolve(LoadContext.Sources);
        var topology = VerificationRun.Declared(settings, cluster: null);
        KnownSecrets.Add(PolicyFile.Of(settings).Redact);
        RunFiles.Write(
        [
            ("Target", settings.Endpoint?.ToString() ?? "sandbox"),
            ("Topology", topology.Name),
            ("Service", topology.CommonService.Name),
            ("Expected tag", topology.CommonService.ExpectedTag),
            ("Load", string.Create(CultureInfo.InvariantCulture, $"{load.Rate}/s or {load.Connections} connections, {load.Duration.TotalSeconds} s")),
            ("Policy", settings.PolicyPath ?? PolicyFile.Default),
            ("Verification", typeof(Check).Assembly.GetName().Version?.ToString(3)),
            (".NET", Environment.Version.ToString()),
        ]);
    }

    public static void Begin(LoadContext context, ClusterDeclaration cluster, string title)
    {
        var service = context.Topology.CommonService;
        new TestReport($"{service.Name} {service.ExpectedTag}".TrimEnd(), new Subject(cluster.Name, service.Name)) { TopologyPath = context.Settings.TopologyPath }
            .Begin(title, CheckWeight.Block);
    }

    /// <summary>The figures, as metrics with a trend too, and a step for every finding on them. A scenario that only a warning is against is not graver than that.</summary>
    public static void Add(LoadEvidence load, IReadOnlyCollection<Finding> findings, Policy policy)
    {
        var (cluster, scenario, facts) = (load.Cluster, load.Scenario, load.Facts);
        RunFiles.WriteMetrics(
            facts.StartedAt,
            facts.StartedAt + facts.Duration,
            [
                ($"{cluster}.{scenario}.p50", facts.Latency.P50.TotalMilliseconds),
                ($"{cluster}.{scenario}.p95", facts.Latency.P95.TotalMilliseconds),
                ($"{cluster}.{scenario}.p99", facts.Latency.P99.TotalMilliseconds),
                ($"{cluster}.{scenario}.rps", facts.Duration > TimeSpan.Zero ? (facts.Requests - facts.Failed) / facts.Duration.TotalSeconds : 0),
                ($"{cluster}.{scenario}.errors", 100 * (facts.ErrorRate ?? 0)),
                ($"{cluster}.{scenario}.downtime", facts.Downtime.TotalMilliseconds),
            ]);
        TestReport.Attach(new ReportedAttachment("Load facts", "application/json", ".json", () => LoadEvidenceJson.Write(facts)));
        if (ReportedAttachment.Picture("Load", ReportPictures.Load(new LoadView(load, DowntimeMeter.Lay(facts.FailureWindows, load.Changes)))) is { } picture)
        {
            TestReport.Attach(picture);
        }

        foreach (var finding in findings)
        {
            TestReport.Note(finding);
        }

        if (findings.Where(finding => finding.Outcome != Outcome.Passed).Select(finding => policy.WeightOf(finding.Check)).ToList() is { Count: > 0 } against)
        {
            TestReport.Weigh(against.Min());
        }
    }
}
