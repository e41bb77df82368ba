namespace Verification.Load.Sending;

/// <summary>A connection's worth of sending: one request under way at a time.</summary>
internal interface ISender : IDisposable
{
    /// <summary>Never throws for what the other side does, only when cancelled.</summary>
    /// <param name="request">The place of the request in the plan's list.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    ValueTask<Exchange> SendAsync(int request, CancellationToken cancellationToken);
}
