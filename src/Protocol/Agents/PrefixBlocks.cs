using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Xerotier.Protocol.Agents;

/// <summary>
/// Text form of prefix block hashes: the 16 bytes of each, most significant first, one after the other, as base64url
/// without padding (RFC 4648, section 5). To an agent they mean nothing.
/// </summary>
public static class PrefixBlocks
{
    /// <summary>Blocks of one request that travel in <see cref="AgentProtocol.PrefixBlocksHeader"/> at most.</summary>
    public const int MaxOfRequest = 1024;

    /// <summary>Blocks that one <see cref="PrefixReport"/> names at most.</summary>
    public const int MaxReported = 1024;

    private const int BytesEach = 16;

    /// <summary>Writes hashes.</summary>
    public static string Encode(ReadOnlySpan<UInt128> blocks)
    {
        if (blocks.IsEmpty) return "";
        var bytes = new byte[blocks.Length * BytesEach];
        for (var i = 0; i < blocks.Length; i++)
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * BytesEach), blocks[i]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads hashes; false, none read, when the text is no such list or longer than allowed.</summary>
    /// <param name="text">What <see cref="Encode"/> wrote.</param>
    /// <param name="max">Most hashes.</param>
    /// <param name="blocks">The hashes.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, int max, out UInt128[] blocks)
    {
        blocks = [];
        if (text.Length > Base64Url.GetEncodedLength(max * BytesEach)) return false;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done) return false;
        if (written % BytesEach != 0) return false;
        blocks = new UInt128[written / BytesEach];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i * BytesEach));
        return true;
    }
}
