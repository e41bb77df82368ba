using Verification.Model.Load;

namespace Verification.Reports.Promotion;

/// <summary>The figures of a run of load, in the order in which they are asked for.</summary>
internal static class LoadFigures
{
    public static IEnumerable<(string Label, string Value)> Of(LoadFacts facts)
    {
        yield return ("Load", $"{facts.Profile}, by {facts.Generator}");
        yield return ("Asked", string.Join(", ", facts.Targets));
        yield return ("Requests", $"{Figures.Number(facts.Requests)} in {Figures.Span(facts.Duration)}, {Figures.Number(facts.RequestsPerSecond)}/s");
        yield return ("Failed", $"{Figures.Number(facts.Failed)}, not sent {Figures.Number(facts.NotSent)}: {Figures.Percent(facts.ErrorRate)}{Kinds(facts)}");
        yield return ("Downtime", $"{Figures.Span(facts.Downtime)} in {Figures.Count(facts.FailureWindows.Length, "window", "windows")}");
        yield return ("Latency", Latency(facts.Latency));
        yield return ("Service time", Latency(facts.ServiceTime));
        yield return ("Answered by", Figures.Versions(facts));
        yield return ("Status codes", string.Join(", ", facts.StatusCodes.Select(code => $"{code.Key}: {Figures.Number(code.Value)}").DefaultIfEmpty("none")));
        yield return ("Ended", facts.End switch { LoadEnd.AsPlanned => "as planned", LoadEnd.Stopped => "stopped by whoever began it", LoadEnd.Aborted => "before its time", _ => "not known" }
            + (facts.EndReason is { } reason ? $": {reason}" : ""));
        if (facts.Saturation is { } saturation)
        {
            yield return ("Offered rate", saturation);
        }

        if (!facts.Doubts.IsEmpty)
        {
            yield return ("Doubts", string.Join("; ", facts.Doubts));
        }
    }

    private static string Kinds(LoadFacts facts) => facts.Errors.IsEmpty ? "" : $" ({string.Join(", ", facts.Errors.Select(error => $"{Figures.Number(error.Value)} {error.Key}"))})";

    private static string Latency(LatencySummary latency) => latency.Count == 0
        ? "none measured"
        : $"p50 {Figures.Milliseconds(latency.P50)}, p95 {Figures.Milliseconds(latency.P95)}, p99 {Figures.Milliseconds(latency.P99)}, at most {Figures.Milliseconds(latency.Max)}";
}
