using System.Collections.Immutable;
using System.Globalization;
using Verification.Load.Plans;
using Verification.Model.Checks;
using Verification.Model.Load;

namespace Verification.Load;

/// <summary>Looks for the knee: doubles the rate until a step breaks a threshold, then halves the distance to the last step that held.</summary>
public sealed class CapacitySearch(ILoadGenerator generator, LoadThresholds thresholds)
{
    private const int Refinements = 3;

    /// <summary>The first step's requests per second.</summary>
    public double First { get; init; } = 50;

    /// <summary>How long a step lasts.</summary>
    public TimeSpan Each { get; init; } = TimeSpan.FromSeconds(10);

    /// <param name="plan">The plan of a step with that profile.</param>
    /// <param name="progress">Told each step when it is done.</param>
    /// <param name="until">A rate above which nobody wants to know more.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Capacity> RunAsync(Func<OpenProfile, LoadPlan> plan, Action<CapacityStep>? progress, double until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var steps = ImmutableArray.CreateBuilder<CapacityStep>();
        var (kept, broken, refined) = (0.0, (double?)null, 0);
        for (var rate = Math.Min(First, until); refined <= Refinements; rate = Next(kept, broken, until))
        {
            var facts = await generator.RunAsync(plan(OpenProfile.Constant(rate, Each)), new LoadControl(), cancellationToken);
            var step = new CapacityStep(rate, facts, LoadJudge.Judge(Subject.AllClusters, facts, thresholds).FirstOrDefault(finding => finding.Outcome != Outcome.Passed));
            steps.Add(step);
            progress?.Invoke(step);
            refined += broken is null && step.Against is null ? 0 : 1;
            (kept, broken) = step.Against is null ? (rate, broken) : (kept, rate);
            if (kept >= until)
            {
                break;
            }
        }

        return new Capacity(kept, kept >= until, steps.ToImmutable());
    }

    private static double Next(double kept, double? broken, double until) => broken is { } most ? (kept + most) / 2 : Math.Min(kept * 2, until);
}

/// <param name="Kept">The highest rate that held every threshold; 0 when the first step did not.</param>
/// <param name="IsMore">It held the highest rate that was asked for, and could hold more.</param>
/// <param name="Steps">In the order in which they were made.</param>
public sealed record Capacity(double Kept, bool IsMore, ImmutableArray<CapacityStep> Steps);

/// <param name="Rate">Requests per second.</param>
/// <param name="Facts">What came of it.</param>
/// <param name="Against">What did not hold; null when all did.</param>
public sealed record CapacityStep(double Rate, LoadFacts Facts, Finding? Against)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rate:0.#}/s: p50 {Facts.Latency.P50.TotalMilliseconds:0.##} ms, p99 {Facts.Latency.P99.TotalMilliseconds:0.##} ms, {Facts.Failed} failed{(Against is null ? "" : $"; {Against.Title}: expected {Against.Expected}, observed {Against.Observed}")}");
}
