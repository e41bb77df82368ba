using Verification.Model.Load;

namespace Verification.Load.Running;

/// <summary>Whether a run has to end, and why; the first reason counts.</summary>
internal sealed class Ending
{
    private Cause? _cause;

    public bool Now => Volatile.Read(ref _cause) is not null;

    public LoadEnd Kind => _cause?.Kind ?? LoadEnd.AsPlanned;

    public string? Reason => _cause?.Reason;

    public void Because(LoadEnd kind, string reason) => Interlocked.CompareExchange(ref _cause, new Cause(kind, reason), null);

    private sealed record Cause(LoadEnd Kind, string Reason);
}
