using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>What became of one request.</summary>
/// <param name="Status">The HTTP status; 0 when there was none.</param>
/// <param name="Error">Why it counts as failed; null when it does not.</param>
/// <param name="BodyBytes">Read of the body.</param>
/// <param name="Version">What the answer said its version is, where it was asked.</param>
/// <param name="Trouble">The failure in words.</param>
internal readonly record struct Exchange(int Status, LoadErrorKind? Error, long BodyBytes, string? Version, string? Trouble)
{
    public static Exchange Failed(LoadErrorKind kind, string trouble, int status = 0, long bodyBytes = 0) => new(status, kind, bodyBytes, null, trouble);
}
