namespace Verification.Load.Running;

/// <summary>Sends the requests of one model.</summary>
internal interface ILoadModelRunner
{
    /// <summary>Ends when all answers are there.</summary>
    Task<ModelOutcome> RunAsync(CancellationToken cancellationToken);
}

/// <param name="End">When the last request could have been sent, in the run's time.</param>
/// <param name="Saturation">Why the offered rate was not kept; null when it was.</param>
internal sealed record ModelOutcome(TimeSpan End, string? Saturation);
