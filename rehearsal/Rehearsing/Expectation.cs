namespace Verification.Rehearsal.Rehearsing;

/// <summary>What has to hold for a rehearsal to have gone as it should.</summary>
/// <param name="Holds">Whether it did.</param>
/// <param name="Problem">What to say when not.</param>
/// <param name="Cluster">Whose clients it is about; null for the pipeline.</param>
internal sealed record Expectation(bool Holds, string Problem, string? Cluster = null);
