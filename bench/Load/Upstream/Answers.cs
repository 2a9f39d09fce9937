using System.Buffers;
using System.Diagnostics;
using System.Globalization;

namespace Xerotier.Load.Upstream;

/// <summary>
/// The bytes of the stand-in's answers. Each holds a stamp: when the request was received and when the bytes were sent,
/// in ticks of <see cref="Stopwatch"/>, which all processes of a machine share.
/// </summary>
internal static class Answers
{
    private const int Digits = 19;

    /// <summary>What stands in front of a stamp.</summary>
    public static ReadOnlySpan<byte> StampMark => "\"content\":\"@"u8;

    /// <summary>Bytes of a stamp.</summary>
    public const int StampLength = Digits + 1 + Digits;

    private static ReadOnlySpan<byte> PlainStart => """
        {"id":"chatcmpl-0","object":"chat.completion","created":0,"model":"bench","choices":[{"index":0,
        """u8;

    private static ReadOnlySpan<byte> PlainMessage => "\"message\":{\"role\":\"assistant\","u8;

    private static ReadOnlySpan<byte> PlainEnd => """
        "},"finish_reason":"stop"}],"usage":{"prompt_tokens":64,"completion_tokens":16,"total_tokens":80}}
        """u8;

    private static ReadOnlySpan<byte> ChunkStart => """
        data: {"id":"chatcmpl-0","object":"chat.completion.chunk","created":0,"model":"bench","choices":[
        """u8;

    private static ReadOnlySpan<byte> Delta => "{\"index\":0,\"delta\":{"u8;

    private static ReadOnlySpan<byte> ChunkEnd => "\"},\"finish_reason\":null}]}\n\n"u8;

    private static ReadOnlySpan<byte> Last => "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"u8;

    private static ReadOnlySpan<byte> Usage =>
        "],\"usage\":{\"prompt_tokens\":64,\"completion_tokens\":200,\"total_tokens\":264}}\n\n"u8;

    /// <summary>Bytes of an answer in one piece.</summary>
    public static int PlainLength { get; } =
        PlainStart.Length + PlainMessage.Length + StampMark.Length + StampLength + PlainEnd.Length;

    /// <summary>Writes an answer in one piece.</summary>
    public static void WritePlain(IBufferWriter<byte> output, long received)
    {
        output.Write(PlainStart);
        output.Write(PlainMessage);
        WriteStamp(output, received);
        output.Write(PlainEnd);
    }

    /// <summary>Writes one chunk of a stream.</summary>
    public static void WriteChunk(IBufferWriter<byte> output, long received)
    {
        output.Write(ChunkStart);
        output.Write(Delta);
        WriteStamp(output, received);
        output.Write(ChunkEnd);
    }

    /// <summary>Writes what ends a stream.</summary>
    public static void WriteEnd(IBufferWriter<byte> output, StreamWish wish)
    {
        output.Write(ChunkStart);
        output.Write(Last);
        if (wish.WantsUsage)
        {
            output.Write(ChunkStart);
            output.Write(Usage);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    /// <summary>Reads the first stamp of an answer or event; false when there is none.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> text, out long received, out long sent)
    {
        (received, sent) = (0, 0);
        int at = text.IndexOf(StampMark);
        if (at < 0) return false;
        var stamp = text[(at + StampMark.Length)..];
        return stamp.Length >= StampLength
            && long.TryParse(stamp[..Digits], NumberStyles.None, CultureInfo.InvariantCulture, out received)
            && long.TryParse(
                stamp.Slice(Digits + 1, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out sent);
    }

    private static void WriteStamp(IBufferWriter<byte> output, long received)
    {
        output.Write(StampMark);
        var room = output.GetSpan(StampLength);
        received.TryFormat(room, out _, "D19", CultureInfo.InvariantCulture);
        room[Digits] = (byte)' ';
        Stopwatch.GetTimestamp().TryFormat(room[(Digits + 1)..], out _, "D19", CultureInfo.InvariantCulture);
        output.Advance(StampLength);
    }
}
