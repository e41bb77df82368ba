using System.Net;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>Sends with .NET's own HTTP client: TLS, proxies, chunked bodies. All senders of a run share its connections.</summary>
internal sealed class HttpSender(HttpMessageInvoker http, LoadPlan plan) : ISender
{
    // As much of a body as is looked at for a version.
    private const int Kept = 16 * 1024;

    private readonly byte[] _buffer = new byte[Kept];
    private CancellationTokenSource _timeout = new();

    public static HttpMessageInvoker Connections(LoadPlan plan) => new(new SocketsHttpHandler
    {
        UseProxy = plan.Proxy is not null,
        Proxy = plan.Proxy is null ? null : new WebProxy(plan.Proxy),
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = plan.InFlight,
        ConnectTimeout = plan.Timeout,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        // What is left of an answer that is not wanted ends its connection; it is not read for the connection's sake.
        MaxResponseDrainSize = 0,
    });

    public async ValueTask<Exchange> SendAsync(int request, CancellationToken cancellationToken)
    {
        if (!_timeout.TryReset())
        {
            _timeout.Dispose();
            _timeout = new CancellationTokenSource();
        }

        _timeout.CancelAfter(plan.Timeout);
        var end = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _timeout);
        try
        {
            return await ExchangeAsync(plan.Requests[request], _timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Exchange.Failed(LoadErrorKind.Timeout, $"no whole answer within {plan.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return Failures.Of(error);
        }
        finally
        {
            await end.DisposeAsync();
        }
    }

    public void Dispose() => _timeout.Dispose();

    private async ValueTask<Exchange> ExchangeAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        using var response = await http.SendAsync(message, cancellationToken);
        var status = (int)response.StatusCode;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (kept, length) = (0, 0L);
        while (true)
        {
            // What is beyond the kept part is read over the buffer's end, again and again.
            var free = kept < Kept ? _buffer.AsMemory(kept) : _buffer.AsMemory(Kept / 2);
            var read = await body.ReadAsync(free, cancellationToken);
            if (read == 0)
            {
                return Answers.Judge(request, status, length, length <= Kept ? _buffer.AsSpan(0, kept) : default);
            }

            length += read;
            kept = Math.Min(Kept, kept + read);
            if (length > plan.MaxBodyBytes)
            {
                return Exchange.Failed(LoadErrorKind.BodyTooLarge, $"a body of more than {plan.MaxBodyBytes} bytes", status, length);
            }
        }
    }

    private static HttpRequestMessage Message(LoadRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), request.Url);
        if (!request.Body.IsDefaultOrEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body.AsMemory());
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ReadOnlyMemoryContent(default);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
