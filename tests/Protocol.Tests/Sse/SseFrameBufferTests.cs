using System.Text;
using Xerotier.Protocol.Sse;

namespace Xerotier.Protocol.Tests.Sse;

public sealed class SseFrameBufferTests
{
    private const string Lf =
        "data: {\"a\":1}\n\ndata:{\"b\":\"é漢\"}\n\n: ping\n\n" +
        "event: x\ndata: one\ndata: two\n\n\ndata\n\ndata: [DONE]\n\n";

    [Theory]
    [InlineData(Lf)]
    [InlineData("retry: 3\ndata: x\nid: 7\n\n")]
    public void TryRead_SplitAtEveryTwoBytes_CutsTheSameFrames(string stream)
    {
        foreach (var lineEnd in (string[])["\n", "\r\n", "\r"])
        {
            var bytes = Encoding.UTF8.GetBytes(stream.Replace("\n", lineEnd, StringComparison.Ordinal));
            var expected = Cut(bytes, [bytes.Length]);
            expected.Sum(frame => Encoding.UTF8.GetByteCount(frame.Raw)).ShouldBe(bytes.Length);
            for (var first = 0; first <= bytes.Length; first++)
            {
                for (var second = first; second <= bytes.Length; second++)
                {
                    Cut(bytes, [first, second, bytes.Length]).ShouldBe(expected, $"split at {first} and {second}");
                }
            }
        }
    }

    [Fact]
    public void TryRead_OneByteAtATime_JoinsToTheSameBytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Lf.Replace("\n", "\r\n", StringComparison.Ordinal));

        var frames = Cut(bytes, [.. Enumerable.Range(1, bytes.Length)]);

        string.Concat(frames.Select(frame => frame.Raw)).ShouldBe(Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void TryRead_KnownFrames_FindsTheirData()
    {
        var frames = Cut(Encoding.UTF8.GetBytes(Lf), [Lf.Length + 3]);

        frames.Select(frame => frame.Data).ShouldBe(
            ["{\"a\":1}", "{\"b\":\"é漢\"}", null, "one\ntwo", null, "", "[DONE]"]);
    }

    [Fact]
    public void TryRead_LinefeedFrame_IsHandedOutBeforeTheNextByteArrives()
    {
        using var buffer = new SseFrameBuffer();
        Put(buffer, "data: 1\n\n"u8);

        buffer.TryRead(ended: false, out var frame).ShouldBeTrue();

        frame.Data!.Value.ToArray().ShouldBe("1"u8.ToArray());
        buffer.HasRest.ShouldBeFalse();
    }

    [Fact]
    public void TryRead_CutOffFrame_StaysAsRest()
    {
        using var buffer = new SseFrameBuffer();
        Put(buffer, "data: 1\n"u8);

        buffer.TryRead(ended: true, out _).ShouldBeFalse();

        buffer.HasRest.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5000)]
    public void GetMemory_FrameLongerThanTheLimit_RunsOutOfRoom(int limit)
    {
        using var buffer = new SseFrameBuffer(limit);
        Put(buffer, Encoding.ASCII.GetBytes(new string('x', limit)));

        buffer.TryRead(ended: false, out _).ShouldBeFalse();

        buffer.GetMemory().Length.ShouldBe(0);
    }

    [Fact]
    public void GetMemory_ManyShortFrames_NeverRunsOutOfRoom()
    {
        using var buffer = new SseFrameBuffer(64);
        for (var i = 0; i < 1000; i++)
        {
            Put(buffer, "data: 0123456789\n\nda"u8);
            buffer.TryRead(ended: false, out _).ShouldBeTrue();
            Put(buffer, "ta: abc\n\n"u8);
            buffer.TryRead(ended: false, out var second).ShouldBeTrue();
            second.Data!.Value.ToArray().ShouldBe("abc"u8.ToArray());
        }
    }

    private static void Put(SseFrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = buffer.GetMemory();
            var count = Math.Min(room.Length, bytes.Length);
            count.ShouldBeGreaterThan(0);
            bytes[..count].CopyTo(room.Span);
            buffer.Advance(count);
            bytes = bytes[count..];
        }
    }

    private static List<(string Raw, string? Data)> Cut(byte[] bytes, int[] ends)
    {
        using var buffer = new SseFrameBuffer();
        var frames = new List<(string, string?)>();
        var start = 0;
        foreach (var end in ends.Select(end => Math.Min(end, bytes.Length)))
        {
            Put(buffer, bytes.AsSpan(start..end));
            start = end;
            while (buffer.TryRead(ended: start == bytes.Length, out var frame))
            {
                frames.Add((Text(frame.Raw), frame.Data is { } data ? Text(data) : null));
                CheckDataStart(frame);
            }
        }

        return frames;
    }

    private static void CheckDataStart(SseFrame frame)
    {
        if (frame.DataStart >= 0)
        {
            var data = frame.Data!.Value;
            frame.Raw.Slice(frame.DataStart, data.Length).ToArray().ShouldBe(data.ToArray());
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
