using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>Reads one HTTP/1.1 answer after the other from a socket: by its length, by chunks, or to the connection's end.</summary>
internal sealed class ResponseReader(long maxBodyBytes)
{
    private const int Size = 16 * 1024;

    private readonly byte[] _buffer = new byte[Size];
    private readonly byte[] _body = new byte[Size];
    private Socket _socket = null!;
    private TimeSpan _timeout;
    private long _started;
    private bool _headOnly;
    private int _from;
    private int _to;
    private long _length;

    /// <summary>The body; empty when it is larger than what is kept of one.</summary>
    public ReadOnlySpan<byte> Body => _length <= Size ? _body.AsSpan(0, (int)_length) : default;

    public void Start(Socket socket, TimeSpan timeout, bool headOnly)
    {
        if (!ReferenceEquals(socket, _socket))
        {
            (_from, _to) = (0, 0);
        }

        (_socket, _timeout, _headOnly, _length, _started) = (socket, timeout, headOnly, 0, Stopwatch.GetTimestamp());
        socket.ReceiveTimeout = Math.Max(1, (int)timeout.TotalMilliseconds);
    }

    /// <exception cref="SocketException">The connection broke, or the time is over.</exception>
    public Answer Read()
    {
        try
        {
            return ReadHead() is var head && head.Status is >= 100 and <= 199 ? Read() : ReadBody(head);
        }
        catch (FormatException error)
        {
            return new Answer(0, _length, KeepAlive: false, LoadErrorKind.Protocol, error.Message);
        }
    }

    private Answer ReadBody(Head head)
    {
        var none = _headOnly || head.Status is 204 or 304;
        var whole = none || (head.Chunked ? Chunks() : head.Length is { } length ? Take(length) : TakeRest());
        return whole
            ? new Answer(head.Status, _length, head.KeepAlive && (none || head.Chunked || head.Length is not null), null, null)
            : new Answer(head.Status, _length, KeepAlive: false, LoadErrorKind.BodyTooLarge, $"a body of more than {maxBodyBytes} bytes");
    }

    private Head ReadHead()
    {
        var status = Line();
        if (!status.StartsWith("HTTP/1."u8) || status.Length < 12 || !Utf8Parser.TryParse(status[9..12], out int code, out var digits) || digits != 3)
        {
            throw new FormatException($"expected an answer of HTTP/1.1, found '{Encoding.Latin1.GetString(status[..Math.Min(status.Length, 40)])}'");
        }

        var head = new Head { Status = code, KeepAlive = status[7] == '1' };
        for (var line = Line(); line.Length > 0; line = Line())
        {
            head.Add(line);
        }

        return head;
    }

    private bool Chunks()
    {
        while (true)
        {
            var line = Line();
            var end = line.IndexOf((byte)';');
            if (!Utf8Parser.TryParse(end < 0 ? line : line[..end], out long size, out _, 'x') || size < 0)
            {
                throw new FormatException("expected the size of a chunk");
            }

            if (size == 0)
            {
                while (Line().Length > 0)
                {
                }

                return true;
            }

            if (!Take(size))
            {
                return false;
            }

            Line();
        }
    }

    private bool Take(long bytes)
    {
        while (bytes > 0)
        {
            if (_from == _to)
            {
                Fill();
            }

            var part = (int)Math.Min(bytes, _to - _from);
            Keep(_buffer.AsSpan(_from, part));
            (_from, bytes) = (_from + part, bytes - part);
            if (_length > maxBodyBytes)
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeRest()
    {
        do
        {
            if (!Take(_to - _from))
            {
                return false;
            }
        }
        while (TryFill());
        return true;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length < Size)
        {
            part[..(int)Math.Min(part.Length, Size - _length)].CopyTo(_body.AsSpan((int)_length));
        }

        _length += part.Length;
    }

    /// <summary>Up to the next line end, without it.</summary>
    private ReadOnlySpan<byte> Line()
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsSpan(_from, end);
                _from += end + 1;
                return line is [.., (byte)'\r'] ? line[..^1] : line;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (!TryFill())
        {
            throw new SocketException((int)SocketError.ConnectionReset, "the connection ended before the answer did");
        }
    }

    private bool TryFill()
    {
        if (_from == _to)
        {
            (_from, _to) = (0, 0);
        }
        else if (_to == Size)
        {
            if (_from == 0)
            {
                throw new FormatException($"expected a line of less than {Size} bytes");
            }

            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (Stopwatch.GetElapsedTime(_started) > _timeout)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }

        var read = _socket.Receive(_buffer.AsSpan(_to));
        _to += read;
        return read > 0;
    }

    internal readonly record struct Answer(int Status, long BodyBytes, bool KeepAlive, LoadErrorKind? Error, string? Trouble);

    private struct Head
    {
        public int Status { get; init; }

        public bool KeepAlive { get; set; }

        public bool Chunked { get; private set; }

        public long? Length { get; private set; }

        public void Add(ReadOnlySpan<byte> line)
        {
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                throw new FormatException("expected a header with a colon");
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            {
                Length = Utf8Parser.TryParse(value, out long length, out var used) && used == value.Length && length >= 0
                    ? length
                    : throw new FormatException("expected a number for Content-Length");
            }
            else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
            {
                Chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
            {
                KeepAlive = Ascii.EqualsIgnoreCase(value, "keep-alive"u8) || (KeepAlive && !Ascii.EqualsIgnoreCase(value, "close"u8));
            }
        }
    }
}
