using System.Buffers.Text;

namespace Xerotier.Load.Upstream;

/// <summary>
/// What a request asks of the stand-in, in fields that every gateway passes on: <c>stream</c>, <c>max_tokens</c> (the
/// number of chunks) and <c>seed</c> (microseconds between two of them).
/// </summary>
internal readonly record struct StreamWish(bool Streams, int Chunks, TimeSpan Gap, bool WantsUsage)
{
    /// <summary>Reads the fields wherever they stand; the prompts of this benchmark do not hold their names.</summary>
    public static StreamWish Read(ReadOnlySpan<byte> body)
    {
        bool streams = Value(body, "\"stream\":"u8).StartsWith("true"u8);
        return streams
            ? new StreamWish(
                true,
                Number(body, "\"max_tokens\":"u8),
                TimeSpan.FromMicroseconds(Number(body, "\"seed\":"u8)),
                Value(body, "\"include_usage\":"u8).StartsWith("true"u8))
            : default;
    }

    private static int Number(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(Value(body, name), out int number, out _) ? number : 0;

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        int at = body.IndexOf(name);
        return at < 0 ? default : body[(at + name.Length)..].TrimStart((byte)' ');
    }
}
