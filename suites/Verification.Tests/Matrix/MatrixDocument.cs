using System.Globalization;
using System.Text;
using Verification.Model.Gate;
using Verification.Sandbox.Faults;

namespace Verification.Tests.Matrix;

/// <summary>The matrix as Markdown.</summary>
internal static class MatrixDocument
{
    private const string Times = "From the symptom to the first look that names the cause: ";

    private static readonly (FaultPlay Play, string Title)[] Chapters =
    [
        (FaultPlay.Standing, "While the clusters stand still"),
        (FaultPlay.Rolling, "Rolling deployment to production"),
        (FaultPlay.RollingBoth, "Rolling deployment to both clusters"),
        (FaultPlay.BeforeCreate, "Blue/green deployment: made before it"),
        (FaultPlay.BeforeSwap, "Blue/green deployment: made between create and swap"),
        (FaultPlay.AfterSwap, "Blue/green deployment: made after the swap"),
    ];

    public static string Write(IReadOnlyList<MatrixRow> rows)
    {
        var text = new StringBuilder("# Fault matrix\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{rows.Count} faults, {Kinds()} of the sandbox's {FaultKinds.All.Count} kinds among them: the decision is right for {rows.Count(row => row.IsDecisionRight)}, promoted wrongly {rows.Count(row => row.IsWrongPromote)};\n");
        text.Append(CultureInfo.InvariantCulture, $"the right cause is named first for {Caused(rows).Count(row => row.IsCauseRight)} of {Caused(rows).Count()}, and none for {rows.Count(row => row.Fault.Cause is null && row.IsCauseRight)} of the {rows.Count(row => row.Fault.Cause is null)} in which all is well.\n");
        text.Append(CultureInfo.InvariantCulture, $"{Times}median {Words(Median(rows))}, at most {Words(Worst(rows))}.\n\n");
        text.Append(
            """
            A test plays every line on the sandbox and compares this file with what came of it, but for the times, of which it checks the bounds: half of the causes within a minute,
            every one within two. `VERIFICATION_WRITE_MATRIX=1 dotnet test suites/Verification.Tests --filter FullyQualifiedName~Tests.Matrix` writes it anew;
            `VERIFICATION_ALLURE_RESULTS=allure-results` keeps the lines as results for Allure as well. Lines are added in `suites/Verification.Tests/Matrix`.

            Times are AWS's, as the sandbox plays them; it stands still while somebody looks, which takes about a second, and runs on where the SDK pauses. The symptom begins when the fault is made, or where that
            takes effect later (a health check that has to fail twice), then; in a rolling deployment when it begins; in a blue/green deployment when the new service is created or that is
            refused, and for what only clients can notice, when traffic has moved. The verdict is there when a look first decides so (a rolling deployment is held from its beginning on: the new
            version is not there yet), or when the deployment has failed. The cause is there when `explain` names it first of all: looks are 0, 5, 10, 20, 30, 45, 60, 75, 90, 105 and 120 seconds after the symptom, and later.
            Red checks are those of the last look. What the sandbox cannot break is not here: clocks, security groups, delegates and quotas of other services have tests of their rules alone.


            """.ReplaceLineEndings("\n"));
        foreach (var (play, title) in Chapters)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| fault | made by | decision | first cause | red checks | to verdict | to cause |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in rows.Where(row => row.Fault.Play == play))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {row.Fault.Name} | {row.Fault.Made.Replace("|", "\\|", StringComparison.Ordinal)} | {Words(row.Decision)} | {row.Cause ?? "none"}{(row.Fault.Named is null ? "" : $" (is {row.Fault.Cause})")} | {row.Red} | {Words(row.ToVerdict)} | {Words(row.ToCause)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>The lines that have to be the same from run to run.</summary>
    public static IEnumerable<string> WithoutTimes(string document) => document.ReplaceLineEndings("\n").Split('\n')
        .Where(line => !line.StartsWith(Times, StringComparison.Ordinal))
        .Select(line => line.StartsWith("| ", StringComparison.Ordinal) && line.EndsWith(" |", StringComparison.Ordinal) ? string.Join(" | ", line.Split(" | ")[..^2]) : line);

    public static IEnumerable<MatrixRow> Caused(IEnumerable<MatrixRow> rows) => rows.Where(row => row.Fault.Cause is not null);

    public static TimeSpan Median(IEnumerable<MatrixRow> rows) => Sorted(rows) is { Count: > 0 } times ? times[times.Count / 2] : TimeSpan.MaxValue;

    public static TimeSpan Worst(IEnumerable<MatrixRow> rows) => Sorted(rows) is { Count: > 0 } times ? times[^1] : TimeSpan.MaxValue;

    private static List<TimeSpan> Sorted(IEnumerable<MatrixRow> rows) => [.. Caused(rows).Select(row => row.ToCause).OfType<TimeSpan>().Order()];

    private static int Kinds() => FaultKinds.All.Count(kind => PlayedMatrix.All.Any(fault => fault.Made.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)));

    private static string Words(TimeSpan? time) => time is { } known ? $"{known.TotalSeconds:0} s" : "";

    private static string Words(DecisionKind decision) => decision switch
    {
        DecisionKind.Promote => "promote",
        DecisionKind.Hold => "hold",
        DecisionKind.RollBack => "roll back",
        _ => "cannot judge",
    };
}
