using System.Collections.Immutable;
using System.Globalization;
using NUnit.Framework;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Load;
using Verification.Model.Topologies;
using Verification.Reports.Evidence;

namespace Verification.LoadTests.Running;

/// <summary>From load facts to NUnit's result. What cannot be told fails: NUnit's own inconclusive would leave the run green.</summary>
internal static class LoadAssert
{
    public static void Holds(LoadContext context, ClusterDeclaration cluster, string scenario, LoadFacts facts, LoadThresholds thresholds, ImmutableArray<AxisEvent> changes = default)
    {
        changes = changes.IsDefault ? [] : changes;
        var load = new LoadEvidence
        {
            FormatVersion = LoadEvidenceJson.FormatVersion,
            TakenAt = TimeProvider.System.GetUtcNow(),
            Target = context.Target.Name,
            Cluster = cluster.Name,
            Service = context.Topology.CommonService.Name,
            Scenario = scenario,
            Facts = facts,
            Changes = changes,
        };
        Keep(context, load);
        var findings = LoadJudge.Judge(new Subject(cluster.Name, context.Topology.CommonService.Name), facts, thresholds);
        LoadReport.Add(load, findings, context.Policy);
        TestContext.Out.WriteLine(Summary(facts));
        foreach (var finding in findings)
        {
            TestContext.Out.WriteLine($"{finding.Outcome} {finding.Title}: expected {finding.Expected}, observed {finding.Observed}");
        }

        ImmutableArray<Finding> against = [.. findings.Where(finding => finding.Outcome != Outcome.Passed)];
        if (!against.IsEmpty)
        {
            Assert.Fail(KnownSecrets.Hide($"{string.Join('\n', against.Select(finding => finding.Describe()))}\n{Summary(facts)}\n{string.Join('\n', DowntimeMeter.Lay(facts.FailureWindows, changes).Select(DowntimeMeter.Describe))}"));
        }
    }

    /// <summary>Adds the facts to the evidence folder, where there is one.</summary>
    private static void Keep(LoadContext context, LoadEvidence load)
    {
        if (context.Settings.EvidencePath is { } folder)
        {
            new EvidenceFolder(folder, TimeProvider.System, Redaction.OfRun(context.Policy.Redact)).Add(load);
        }
    }

    private static string Summary(LoadFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{facts.Profile}: {facts.Requests} requests, {facts.RequestsPerSecond:0.#} per second, {facts.Failed} failed; p50 {facts.Latency.P50.TotalMilliseconds:0.##} ms, p95 {facts.Latency.P95.TotalMilliseconds:0.##} ms, p99 {facts.Latency.P99.TotalMilliseconds:0.##} ms; {string.Join(" then ", facts.Versions.Select(version => version.Version))}");
}
