namespace Verification.Load.Plans;

/// <summary>A time in which the rate goes evenly from one value to another.</summary>
/// <param name="From">Requests per second at its start.</param>
/// <param name="To">Requests per second at its end; the same for a constant rate.</param>
/// <param name="For">How long.</param>
public sealed record RateStage(double From, double To, TimeSpan For)
{
    /// <summary>How many requests are due in it.</summary>
    public double Requests => (From + To) / 2 * For.TotalSeconds;
}
