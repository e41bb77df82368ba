using Verification.Model.ContinuousVerification;
using Verification.Model.Load;

namespace Verification.Load.Comparing;

/// <param name="Facts">What was measured, to be judged again.</param>
/// <param name="Last">The judgement that counts.</param>
/// <param name="Baseline">The load of the baseline.</param>
/// <param name="Candidate">The load of the candidate.</param>
public sealed record ComparisonOutcome(ContinuousVerificationFacts Facts, IntervalResult Last, LoadFacts Baseline, LoadFacts Candidate);
