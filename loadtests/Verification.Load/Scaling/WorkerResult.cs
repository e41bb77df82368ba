using Verification.Model.Load;

namespace Verification.Load.Scaling;

/// <summary>What became of one worker.</summary>
/// <param name="Worker">Which one, from 1.</param>
/// <param name="Facts">Null when it brought none.</param>
/// <param name="Problem">Why it brought none, or what speaks against those that it brought; null when nothing does.</param>
public sealed record WorkerResult(int Worker, LoadFacts? Facts, string? Problem);
