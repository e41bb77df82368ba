using System.Net;
using System.Net.Sockets;
using Verification.Load.Plans;
using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>HTTP/1.1 on a blocking socket, for a thread of its own: the least a request can cost. It reads what such a test needs and no more.</summary>
internal sealed class SocketSender(LoadPlan plan) : ISender
{
    private readonly byte[][] _requests = [.. plan.Requests.Select(request => RequestBytes.Of(request, plan.Proxy is not null))];
    private readonly ResponseReader _reader = new(plan.MaxBodyBytes);
    private Socket? _socket;
    private Uri? _connectedTo;

    public ValueTask<Exchange> SendAsync(int request, CancellationToken cancellationToken)
    {
        using var end = cancellationToken.UnsafeRegister(static sender => ((SocketSender)sender!)._socket?.Dispose(), this);
        try
        {
            return ValueTask.FromResult(Send(request));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or HttpRequestException)
        {
            Close();
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(error is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock }
                ? Exchange.Failed(LoadErrorKind.Timeout, $"no whole answer within {plan.Timeout.TotalSeconds:0.###} s")
                : Failures.Of(error));
        }
    }

    public void Dispose() => Close();

    private Exchange Send(int place)
    {
        var request = plan.Requests[place];
        var socket = Connected(plan.Proxy ?? request.Url);
        _reader.Start(socket, plan.Timeout, headOnly: request.Method == "HEAD");
        for (var bytes = _requests[place].AsSpan(); bytes.Length > 0;)
        {
            bytes = bytes[socket.Send(bytes)..];
        }

        var answer = _reader.Read();
        if (!answer.KeepAlive)
        {
            Close();
        }

        return answer.Error is { } error
            ? Exchange.Failed(error, answer.Trouble!, answer.Status, answer.BodyBytes)
            : Answers.Judge(request, answer.Status, answer.BodyBytes, _reader.Body);
    }

    private Socket Connected(Uri to)
    {
        if (_socket is { } open && _connectedTo is { } known && known.Authority == to.Authority)
        {
            return open;
        }

        Close();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        (_socket, _connectedTo) = (socket, to);
        socket.SendTimeout = (int)plan.Timeout.TotalMilliseconds;
        try
        {
            socket.Connect(new DnsEndPoint(to.IdnHost, to.Port));
        }
        catch (SocketException error)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error);
        }

        return socket;
    }

    private void Close()
    {
        _socket?.Dispose();
        (_socket, _connectedTo) = (null, null);
    }
}
