using System.Collections.Immutable;

namespace Verification.Reports.Promotion;

/// <summary>What became of one cluster's traffic, in a sentence.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="IsUnharmed">Whether clients watched and none saw a failure; null when none watched.</param>
/// <param name="Text">The sentence.</param>
public sealed record ClusterTraffic(string Cluster, bool? IsUnharmed, string Text)
{
    internal static ClusterTraffic Of(ClusterView cluster, ImmutableArray<LoadView> loads)
    {
        var own = loads.Where(load => load.Evidence.Cluster == cluster.Name).ToList();
        var moved = cluster.Before is not { } before ? $"runs {cluster.Version}, and no evidence says what ran before"
            : before == cluster.Version ? $"runs {cluster.Version} as at the beginning of the evidence"
            : $"went from {before} to {cluster.Version}";
        if (own.Count == 0)
        {
            return new ClusterTraffic(cluster.Name, null, $"{moved}; no clients watched it");
        }

        var requests = own.Sum(load => load.Facts.Requests + load.Facts.NotSent);
        var failed = own.Sum(load => load.Facts.Failed + load.Facts.NotSent);
        var downtime = TimeSpan.FromTicks(own.Sum(load => load.Facts.Downtime.Ticks));
        var seen = requests == 0 ? "clients sent nothing"
            : failed == 0 ? $"clients sent {Figures.Number(requests)} requests and none failed"
            : $"{Figures.Number(failed)} of {Figures.Number(requests)} requests of clients failed, in {Figures.Span(downtime)} of downtime";
        return new ClusterTraffic(cluster.Name, requests == 0 ? null : failed == 0, $"{moved}; {seen}");
    }
}
