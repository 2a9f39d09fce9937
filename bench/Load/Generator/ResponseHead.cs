using System.Buffers.Text;
using System.Text;

namespace Xerotier.Load.Generator;

/// <summary>What matters of an answer's head.</summary>
/// <param name="Status">The status.</param>
/// <param name="Length">Bytes of the body; null when it comes in chunks.</param>
internal readonly record struct ResponseHead(int Status, int? Length)
{
    /// <summary>Reads a head with the line end of its last field.</summary>
    /// <exception cref="IOException">It is not HTTP/1.1, or its body has no end.</exception>
    public static ResponseHead Parse(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _))
        {
            throw new IOException("The answer is not HTTP/1.1.");
        }

        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (ValueOf(line, "content-length:"u8) is { IsEmpty: false } text
                && Utf8Parser.TryParse(text, out int length, out _))
            {
                return new ResponseHead(status, length);
            }

            if (!ValueOf(line, "transfer-encoding:"u8).IsEmpty) return new ResponseHead(status, null);
        }

        throw new IOException("The answer's body has no end.");
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name)
            ? line[name.Length..].Trim((byte)' ')
            : default;
}
