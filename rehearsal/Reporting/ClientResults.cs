using System.Globalization;
using Verification.AllureReports;
using Verification.Fixtures.Probes;
using Verification.Model.Checks;
using Verification.Rehearsal.Rehearsing;

namespace Verification.Rehearsal.Reporting;

/// <summary>What the clients of each cluster saw while a pipeline ran.</summary>
internal static class ClientResults
{
    public const string Stage = "Clients";

    public static IEnumerable<ReportedResult> Of(RehearsalResult played, IEnumerable<Expectation> expectations, Func<string, TestReport> about, string title)
    {
        var (start, stop) = (played.Events.Min(one => one.At), played.Events.Max(one => one.At));
        var asked = expectations.ToLookup(one => one.Cluster, StringComparer.Ordinal);
        foreach (var client in played.Clients)
        {
            var problems = asked[client.Cluster].Where(one => !one.Holds).Select(one => one.Problem).ToList();
            yield return new ReportedResult
            {
                Id = $"clients: {title}",
                Report = about(client.Cluster),
                Stage = Stage,
                Title = title,
                Outcome = client.Requests == 0 ? Outcome.Unknown : problems.Count == 0 ? Outcome.Passed : Outcome.Failed,
                Message = client.Requests == 0 ? $"Clients of {client.Cluster} were not answered at all" : problems.Count == 0 ? "" : $"Clients of {client.Cluster}: {string.Join("; ", problems)}; {Seen(client)}",
                Description = Seen(client),
                Start = start,
                Stop = stop,
                Steps =
                [
                    .. client.Versions.Select(seen => new ReportedStep($"{seen.Version} answers", Outcome.Passed, seen.FirstAt, seen.FirstAt)),
                    .. client.Failures.Select(failure => new ReportedStep("a request failed", Outcome.Failed, failure.At, failure.At) { Message = failure.What, Parameters = [("answer", failure.What)] }),
                ],
            };
        }
    }

    private static string Seen(ProbeReport client) => string.Create(
        CultureInfo.InvariantCulture,
        $"{client.Requests} requests, {client.Failed} failed, the longest outage {client.LongestOutage.TotalMilliseconds:0} ms; versions: {string.Join(", then ", client.Versions.Select(seen => seen.Version))}");
}
