using System.Globalization;
using Verification.Fixtures.Pipelines.Running;
using Verification.Fixtures.Probes;
using Verification.Fixtures.Targets;
using Verification.Load;
using Verification.Load.Comparing;
using Verification.Load.Plans;
using Verification.Model.Checks;
using Verification.Model.ContinuousVerification;
using Verification.Model.Gate;
using Verification.Reports.Evidence;

namespace Verification.Rehearsal.Analysis;

/// <summary>
/// Compares versions by requests of its own to the production and the stage listener. Which of them leads to the new version, their answers tell, so
/// that it works before the swap and after it; the version before has to run still.
/// </summary>
internal sealed class RequestAnalysis(AnalysisPolicy policy, ILoadGenerator generator, EvidenceFolder? evidence, bool allowAws, TimeProvider time) : IVersionAnalysis
{
    // To each side: enough to notice one failed request in a hundred, with room.
    private const double Requests = 2000;

    // A sandbox plays five minutes in seconds; fewer of them would be no sample of anything.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(3);

    public async Task<Decision> AnalyzeAsync(AnalysisOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var subject = new Subject(order.Cluster.Name, order.Topology.CommonService.Name);
        var production = await ListenerVersion.AskAsync(order.Target, order.Cluster, order.Cluster.LoadBalancer.Production, cancellationToken);
        var stage = order.Cluster.LoadBalancer.Stage is { } declared ? await ListenerVersion.AskAsync(order.Target, order.Cluster, declared, cancellationToken) : null;
        if (Sides(order.Candidate, production, stage) is not var (baseline, candidate))
        {
            return CannotCompare(order, production, stage);
        }

        var moved = candidate == production;
        var facts = default(ContinuousVerificationFacts);
        for (var extensions = 0; ; extensions++)
        {
            var duration = extensions == 0 ? order.Duration : policy.Inconclusive.Extension;
            var outcome = await CompareAsync(order, baseline, candidate, duration, cancellationToken);
            facts = facts is null ? outcome.Facts : facts.Followed(outcome.Facts);
            var result = extensions == 0 ? outcome.Last.Result : ContinuousVerificationJudge.Judge(facts, policy.Settings);
            order.Write(result.Describe());
            if (!policy.Inconclusive.Extends(result.Verdict, extensions))
            {
                Keep(order, facts, moved);
                return ContinuousVerificationGate.Decide(result, subject, policy.Inconclusive, extensions, moved);
            }
        }
    }

    private async Task<ComparisonOutcome> CompareAsync(AnalysisOrder order, ListenerVersion baseline, ListenerVersion candidate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var played = order.Target.Clock.Speed > 0 ? duration / order.Target.Clock.Speed : duration;
        var real = played < Shortest ? Shortest : played;
        var property = order.Cluster.Common.Version.Property;
        try
        {
            return await new VersionComparison(generator, policy.Settings, time).RunAsync(
                new ComparisonRequest
                {
                    Baseline = new LoadRequest { Url = baseline.Url, VersionProperty = property },
                    Candidate = new LoadRequest { Url = candidate.Url, VersionProperty = property },
                    BaselineVersion = baseline.Version!,
                    CandidateVersion = candidate.Version!,
                    Duration = real,
                    Rate = Math.Clamp(Requests / real.TotalSeconds, 20, 500),
                    Proxy = order.Target.TrafficProxy,
                    AllowAws = allowAws,
                },
                progress: null,
                cancellationToken);
        }
        catch (Exception error) when (error is LoadException or LoadStoppedException)
        {
            throw new TargetException(error.Message, error);
        }
    }

    private static (ListenerVersion Baseline, ListenerVersion Candidate)? Sides(string tag, ListenerVersion production, ListenerVersion? stage) => (production.Version, stage?.Version) switch
    {
        ({ } serves, { } staged) when serves == tag && staged != tag => (stage!, production),
        ({ } serves, { } staged) when serves != tag && staged == tag => (production, stage!),
        _ => null,
    };

    private static Decision CannotCompare(AnalysisOrder order, ListenerVersion production, ListenerVersion? stage) => new()
    {
        Kind = DecisionKind.CannotJudge,
        Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Candidate} cannot be compared in {order.Cluster.Name}: expected it on one listener and the version before on the other, found {production} and {stage?.ToString() ?? "no stage listener in the topology"}. Keep the old service until then (doNotDownsizeOldService), or verify before the swap."),
        Against = [],
        Missing = [],
    };

    private void Keep(AnalysisOrder order, ContinuousVerificationFacts facts, bool moved)
    {
        evidence?.Add(new AnalysisEvidence
        {
            FormatVersion = AnalysisEvidenceJson.FormatVersion,
            TakenAt = time.GetUtcNow(),
            Target = order.Target.Name,
            Cluster = order.Cluster.Name,
            Service = order.Topology.CommonService.Name,
            TrafficHasMoved = moved,
            Facts = facts,
        });
    }
}
