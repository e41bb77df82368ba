namespace Verification.Load.Running;

/// <summary>Whether a run has to end, and why; the first reason counts.</summary>
internal sealed class Ending
{
    private string? _reason;

    public string? Reason => Volatile.Read(ref _reason);

    public bool Now => Reason is not null;

    public void Because(string reason) => Interlocked.CompareExchange(ref _reason, reason, null);
}
