using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xerotier.Load.Upstream;

namespace Xerotier.Load.Generator;

/// <summary>A client's HTTP/1.1 connection, as far as this benchmark needs one: one request at a time.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly byte[] _buffer = new byte[32 << 10];
    private int _start;
    private int _end;
    private long _arrived;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    public static async Task<HttpConnection> OpenAsync(IPEndPoint address)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(address);
        return connection;
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <returns>The answer's status.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request, AnswerText answer)
    {
        await SendAsync(request);
        int headEnd;
        while ((headEnd = Unread.IndexOf("\r\n\r\n"u8)) < 0) await FillAsync();
        var head = ResponseHead.Parse(Unread[..(headEnd + 2)]);
        _start += headEnd + 4;
        await (head.Length is { } length ? ReadAsync(length, answer) : ReadChunksAsync(answer));
        answer.End(_arrived);
        return head.Status;
    }

    /// <summary>Sends a request and waits until its answer has begun.</summary>
    public async ValueTask BeginAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        while (Unread.IndexOf(Answers.StampMark) < 0) await FillAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        while (!request.IsEmpty) request = request[await _socket.SendAsync(request, SocketFlags.None)..];
    }

    private async ValueTask ReadChunksAsync(AnswerText answer)
    {
        while (true)
        {
            int line;
            while ((line = Unread.IndexOf("\r\n"u8)) < 0) await FillAsync();
            if (!Utf8Parser.TryParse(Unread[..line], out int size, out _, 'x')) throw new IOException("Bad chunk.");
            _start += line + 2;
            await ReadAsync(size, answer);
            await ReadAsync(2, answer: null);
            if (size == 0) return;
        }
    }

    private async ValueTask ReadAsync(int length, AnswerText? answer)
    {
        while (length > 0)
        {
            if (Unread.IsEmpty) await FillAsync();
            int count = Math.Min(length, Unread.Length);
            answer?.Add(Unread[..count], _arrived);
            _start += count;
            length -= count;
        }
    }

    private async ValueTask FillAsync()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        int count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None);
        _arrived = Stopwatch.GetTimestamp();
        _end += count > 0 ? count : throw new IOException("The connection was closed.");
    }
}
