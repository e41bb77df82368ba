using System.Globalization;
using Verification.Model.Checks;
using Verification.Model.Gate;
using Verification.Model.Load;

namespace Verification.Reports.Promotion;

/// <summary>Figures and words as every form of the report has them.</summary>
internal static class Figures
{
    public static string Word(DecisionKind kind) => kind switch
    {
        DecisionKind.Promote => "Promote",
        DecisionKind.Hold => "Hold",
        DecisionKind.RollBack => "Roll back",
        _ => "Cannot judge",
    };

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        _ => "unknown",
    };

    public static string Word(CheckWeight weight) => weight switch
    {
        CheckWeight.Warn => "only warns",
        CheckWeight.Shadow => "only recorded",
        _ => "blocks",
    };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>For machines.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Number(double value) => double.IsFinite(value)
        ? value.ToString(Math.Abs(value) switch { >= 1000 => "#,0", >= 10 => "0.#", >= 0.01 or 0 => "0.###", _ => "G2" }, CultureInfo.InvariantCulture)
        : "none";

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan span) => $"{Number(span.TotalMilliseconds)} ms";

    public static string Count(int count, string one, string several) => count == 1 ? $"1 {one}" : $"{Number((long)count)} {several}";

    public static string Percent(double? share) => share is { } known ? $"{Number(known * 100)} %" : "none measured";

    public static string Span(TimeSpan span) => span switch
    {
        { Ticks: 0 } => "0 s",
        { TotalSeconds: < 1 } => Milliseconds(span),
        { TotalMinutes: < 1 } => $"{Number(span.TotalSeconds)} s",
        { TotalHours: < 1 } => span.ToString("m' min 's' s'", CultureInfo.InvariantCulture),
        _ => $"{(long)span.TotalHours} h {span.Minutes} min",
    };

    /// <summary>The versions that answered, in the order in which they began to.</summary>
    public static string Versions(LoadFacts facts) => facts.Versions.IsEmpty
        ? "versions not asked for"
        : string.Join(", then ", facts.Versions.OrderBy(version => version.FirstAt).Select(version => $"{version.Version} ({Number(version.Requests)})"));
}
