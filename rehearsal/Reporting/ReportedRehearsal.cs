using System.Collections.Immutable;
using Verification.AllureReports;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Topologies;
using Verification.Rehearsal.Rehearsing;
using Verification.Reports.Promotion.Html;

namespace Verification.Rehearsal.Reporting;

/// <summary>What Allure shows of a rehearsal: every step of the pipeline, every check of the gate, and what clients saw.</summary>
internal sealed class ReportedRehearsal(Topology topology, string topologyPath, Policy policy, RehearsalOptions options, string target)
{
    private const string DefaultFolder = "artifacts/allure-results";

    /// <summary>Before anything is reported.</summary>
    public void Begin()
    {
        ResultsLocation.Use(DefaultFolder);
        KnownSecrets.Add(policy.Redact);
        WriteEnvironment(decision: null);
    }

    /// <summary>A release that has to succeed: each of its steps and checks is a result of its own.</summary>
    public void Add(RehearsalResult played, JudgedRelease judged, IReadOnlyCollection<Expectation> expectations)
    {
        var release = Release(options.Tag);
        var results = StageResults.Of(played, judged.Report, cluster => About(release, cluster))
            .Concat(GateResults.Of(judged, policy, subject => About(release, subject)))
            .Concat(ClientResults.Of(played, expectations, cluster => About(release, cluster), "clients notice nothing but the version"));
        foreach (var result in results)
        {
            result.Write();
        }

        foreach (var client in played.Clients)
        {
            var seconds = played.Pipeline.RealDuration.TotalSeconds;
            WriteMetrics(
                played,
                ($"{client.Cluster}.rehearsal.errors", client.Requests == 0 ? 0 : 100.0 * client.Failed / client.Requests),
                ($"{client.Cluster}.rehearsal.downtime", client.LongestOutage.TotalMilliseconds),
                ($"{client.Cluster}.rehearsal.rps", seconds > 0 ? client.Requests / seconds : 0));
        }

        WriteMetrics(played, ("rehearsal.total.seconds", played.Pipeline.Duration.TotalSeconds));
        WriteEnvironment(judged.Report.Decision);
        RunFiles.HideSecrets();
    }

    /// <summary>A release that has to fail, and to leave everything as it was: one result, with the pipeline's stages as its steps.</summary>
    /// <param name="tag">What was to be deployed.</param>
    /// <param name="title">What has to come of it.</param>
    /// <param name="played">What came of it.</param>
    /// <param name="judged">What the gate says to it; null where it was not asked.</param>
    /// <param name="expectations">What has to hold.</param>
    public void AddFailure(string tag, string title, RehearsalResult played, JudgedRelease? judged, IReadOnlyCollection<Expectation> expectations)
    {
        var release = Release(tag);
        StageResults.WholePipeline(played, About(release, Subject.AllClusters), title, expectations, judged is null ? null : PromotionHtml.Write(judged.Report)).Write();
        foreach (var result in ClientResults.Of(played, expectations, cluster => About(release, cluster), $"clients notice nothing: {title}"))
        {
            result.Write();
        }

        if (played.TrafficBack is { } back)
        {
            WriteMetrics(played, ("rehearsal.rollback.seconds", back.TotalSeconds));
        }

        RunFiles.HideSecrets();
    }

    private string Release(string tag) => $"{topology.CommonService.Name} {tag}";

    private TestReport About(string release, string? cluster) => About(release, cluster is null ? Subject.AllClusters : new Subject(cluster, topology.CommonService.Name));

    private TestReport About(string release, Subject subject) => new(release, subject) { TopologyPath = topologyPath };

    private void WriteEnvironment(Decision? decision) => RunFiles.Write(
    [
        ("Target", target),
        ("Topology", topology.Name),
        ("Service", topology.CommonService.Name),
        ("Expected tag", options.Tag),
        ("Pipeline", Path.GetFileName(options.Pipeline)),
        ("Fault", options.Fault),
        ("Decision", decision?.Kind.ToString()),
        ("Verification", typeof(Check).Assembly.GetName().Version?.ToString(3)),
        (".NET", Environment.Version.ToString()),
    ]);

    private static void WriteMetrics(RehearsalResult played, params (string, double)[] metrics)
    {
        ImmutableArray<DateTimeOffset> times = [.. played.Events.Select(one => one.At)];
        RunFiles.WriteMetrics(times.Min(), times.Max(), metrics);
    }
}
