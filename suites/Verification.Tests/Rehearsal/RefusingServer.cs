using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verification.Tests.Rehearsal;

/// <summary>An endpoint that answers every call with the same AWS error, in the JSON or the XML form as the call has it.</summary>
internal sealed class RefusingServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    private RefusingServer(HttpListener listener, string url, HttpStatusCode status, string code)
    {
        _listener = listener;
        Url = url;
        _serving = ServeAsync(status, code);
    }

    public string Url { get; }

    public static RefusingServer Start(HttpStatusCode status, string code)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        var listener = new HttpListener { Prefixes = { url + "/" } };
        listener.Start();
        return new RefusingServer(listener, url, status, code);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        ((IDisposable)_listener).Dispose();
    }

    private async Task ServeAsync(HttpStatusCode status, string code)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var json = context.Request.Headers["X-Amz-Target"] is not null;
                var body = json
                    ? $$"""{"__type":"{{code}}","message":"not for you"}"""
                    : $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>not for you</Message></Error><RequestId>1</RequestId></ErrorResponse>";
                context.Response.StatusCode = (int)status;
                context.Response.ContentType = json ? "application/x-amz-json-1.1" : "text/xml";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
