using System.Collections.Concurrent;
using System.Globalization;
using Verification.Model.Facts;

namespace Verification.AllureReports;

/// <summary>The facts that were judged, by cluster, and the AWS calls that looking took.</summary>
public sealed class SnapshotAttachments(Snapshot snapshot)
{
    private readonly ConcurrentDictionary<string, ReportedAttachment> _facts = new(StringComparer.Ordinal);

    public ReportedAttachment AwsCalls { get; } = new("AWS calls", "text/csv", ".csv", () =>
        "operation,calls\n" + string.Concat(snapshot.AwsCalls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key},{call.Value}\n"))));

    /// <summary>What can be judged again: <c>verify --snapshot</c>.</summary>
    /// <param name="cluster">Null for all.</param>
    public ReportedAttachment Facts(string? cluster) => _facts.GetOrAdd(cluster ?? "", _ =>
    {
        var own = cluster is null ? snapshot : snapshot with { Clusters = [.. snapshot.Clusters.Where(one => one.Name == cluster)] };
        return new ReportedAttachment("Snapshot", "application/json", ".json", () => SnapshotJson.Write(own));
    });
}
