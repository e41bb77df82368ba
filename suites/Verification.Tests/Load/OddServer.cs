using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verification.Tests.Load;

/// <summary>A server that answers each request as it is told, byte by byte if it must be.</summary>
internal sealed class OddServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private string? _greeting;
    private int _requests;

    private OddServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start(1000);
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    public int Requests => Volatile.Read(ref _requests);

    /// <param name="answer">Given the request's head, writes the answer. When it throws, the connection is closed.</param>
    public static OddServer Start(Func<string, NetworkStream, CancellationToken, Task> answer) => new(answer);

    /// <summary>Always the same text.</summary>
    public static OddServer Saying(string text) => new((_, stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), token).AsTask());

    /// <summary>Says it to whoever connects, whatever is asked, and hangs up.</summary>
    public static OddServer Greeting(string text) => new((_, _, _) => Task.CompletedTask) { _greeting = text };

    public static string Json(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => ServeAsync(client), CancellationToken.None);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (_greeting is { } greeting)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(greeting), _stop.Token);
                    return;
                }

                var (buffer, length) = (new byte[16 * 1024], 0);
                while (await stream.ReadAsync(buffer.AsMemory(length), _stop.Token) is > 0 and var read)
                {
                    length += read;
                    for (int end; (end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) >= 0;)
                    {
                        var head = Encoding.Latin1.GetString(buffer, 0, end);
                        buffer.AsSpan((end + 4)..length).CopyTo(buffer);
                        length -= end + 4;
                        Interlocked.Increment(ref _requests);
                        await _answer(head, stream, _stop.Token);
                    }
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // The other side has gone, or the server.
            }
        }
    }
}
