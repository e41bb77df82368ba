using Spectre.Console;
using Verification.Load.Comparing;
using Verification.Model.ContinuousVerification;

namespace Verification.Rehearsal.Output;

/// <summary>What a comparison of two versions came to.</summary>
internal static class ComparisonView
{
    public static void Write(Screen screen, ComparisonOutcome outcome)
    {
        var (facts, result) = (outcome.Facts, outcome.Last.Result);
        screen.Console.MarkupLine($"baseline   {Markup.Escape(facts.Baseline)}: {outcome.Baseline.Requests} requests, {outcome.Baseline.Failed} failed");
        screen.Console.MarkupLine($"candidate  {Markup.Escape(facts.Candidate)}: {outcome.Candidate.Requests} requests, {outcome.Candidate.Failed} failed");
        foreach (var metric in result.Metrics)
        {
            var colour = metric.Classification == MetricClassification.Pass ? "green" : metric.IsFailure ? "red" : "yellow";
            screen.Console.MarkupLine($"[{colour}]{metric.Classification.ToString().ToLowerInvariant(),-12}[/]  {Markup.Escape(metric.Reason)}");
        }

        var (word, shade) = result.Verdict switch
        {
            ContinuousVerificationVerdict.Pass => ("PASS", "green bold"),
            ContinuousVerificationVerdict.Fail => ("FAIL", "red bold"),
            _ => ("INCONCLUSIVE", "yellow bold"),
        };
        screen.Console.MarkupLine($"[{shade}]{word}[/]  {Markup.Escape(result.Reason)}");
    }
}
