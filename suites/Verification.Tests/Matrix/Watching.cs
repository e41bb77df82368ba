using Verification.Fixtures.Runs;
using Verification.Model.Checks;
using Verification.Model.Explain;
using Verification.Model.Gate;

namespace Verification.Tests.Matrix;

/// <summary>Looks at the clusters again and again in the sandbox's time, which stands still meanwhile, from the symptom on.</summary>
internal sealed class Watching(MatrixFault fault)
{
    // Seconds after the symptom.
    private static readonly double[] Looks = [0, 5, 10, 20, 30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300, 420, 600];

    private readonly List<string> _said = [];
    private int _next;

    public TimeSpan? ToVerdict { get; private set; }

    public TimeSpan? ToCause { get; private set; }

    public VerificationRun? Last { get; private set; }

    public bool IsAsExpected => Last is { } run && run.Decision.Kind == fault.Decision && run.Explanation.First?.Id == (fault.Named ?? fault.Cause);

    /// <summary>Of a cluster that nothing is deployed to by hand: until the decision and the cause are as expected, or it is too late.</summary>
    public async Task<MatrixRow> UntilExpectedAsync(Func<double, Task> advance, Func<Task<VerificationRun>> look)
    {
        var now = 0.0;
        while (_next < Looks.Length && !(IsAsExpected && fault.Decision != DecisionKind.Promote))
        {
            await advance(Looks[_next] - now);
            now = Looks[_next];
            Add(await look(), TimeSpan.FromSeconds(now));
            if (fault.Decision == DecisionKind.Promote && (!IsAsExpected || now >= 5))
            {
                break;
            }
        }

        return Row(Last!.Decision.Kind);
    }

    /// <summary>While a deployment goes on; the cause is not looked for again once it was found.</summary>
    public async Task IfDueAsync(TimeSpan sinceSymptom, Func<Task<VerificationRun>> look)
    {
        if (fault.Cause is not null && ToCause is null && _next < Looks.Length && sinceSymptom.TotalSeconds >= Looks[_next])
        {
            Add(await look(), sinceSymptom);
            while (_next < Looks.Length && sinceSymptom.TotalSeconds >= Looks[_next])
            {
                _next++;
            }
        }
    }

    public void Add(VerificationRun run, TimeSpan sinceSymptom)
    {
        Last = run;
        _next++;
        if (run.Decision.Kind == fault.Decision)
        {
            ToVerdict ??= sinceSymptom;
        }

        if (fault.Cause is not null && run.Explanation.First?.Id == (fault.Named ?? fault.Cause))
        {
            ToCause ??= sinceSymptom;
        }

        _said.Add($"{sinceSymptom.TotalSeconds:0} s: {run.Decision.Kind}; {string.Join(", ", run.Explanation.Causes.Select(cause => cause.Id))}; {Red(run)}");
    }

    /// <summary>The deployment has failed, or was judged.</summary>
    public void Decide(TimeSpan sinceSymptom) => ToVerdict = sinceSymptom;

    public MatrixRow Row(DecisionKind decision)
    {
        var isWell = fault.Decision == DecisionKind.Promote;
        var why = Last?.Explanation.Causes.Take(3).Select(cause => cause.Fully()).Concat(Last.Decision.Against.Select(finding => finding.Describe())) ?? [];
        return new MatrixRow(
            fault, decision, Last?.Explanation.First?.Id, Last is null ? "" : Red(Last), isWell ? null : ToVerdict, isWell ? null : ToCause, string.Join('\n', [.. _said, .. why]));
    }

    private string Red(VerificationRun run) => string.Join("; ", run.Findings
        .Where(finding => finding.Outcome != Outcome.Passed && !fault.Sometimes.Contains(finding.Check))
        .GroupBy(finding => finding.Subject.Cluster?.Split('-')[0] ?? "all", StringComparer.Ordinal)
        .Select(of => $"{of.Key}: {string.Join(", ", of.Select(finding => finding.Check).Distinct(StringComparer.Ordinal))}"));
}
