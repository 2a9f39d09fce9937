using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xerotier.Routing.Prefixes;

/// <summary>
/// Cuts a rendered prompt into blocks of <see cref="BlockBytes"/> and names each by a 128-bit hash that covers the
/// project's key, every block before it and the block itself. Equal prefixes get equal names; without the key nobody
/// can tell whether a guess at a prompt is right.
/// </summary>
public static class PromptBlocks
{
    /// <summary>Bytes of text in a block.</summary>
    public const int BlockBytes = 1_024;

    private const int NameBytes = 16;

    /// <summary>Hashes the full blocks of a prompt; a partial last block has no name.</summary>
    /// <param name="key">Secret of the project.</param>
    /// <param name="prompt">Rendered messages, UTF-8.</param>
    /// <param name="names">Where the names go; blocks beyond its length are left out.</param>
    /// <returns>How many names were written.</returns>
    public static int Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> prompt, Span<UInt128> names)
    {
        Span<byte> input = stackalloc byte[NameBytes + BlockBytes];
        Span<byte> output = stackalloc byte[HMACSHA256.HashSizeInBytes];
        int count = Math.Min(prompt.Length / BlockBytes, names.Length);
        input[..NameBytes].Clear();
        for (int i = 0; i < count; i++)
        {
            prompt.Slice(i * BlockBytes, BlockBytes).CopyTo(input[NameBytes..]);
            HMACSHA256.HashData(key, input, output);
            names[i] = BinaryPrimitives.ReadUInt128LittleEndian(output);
            output[..NameBytes].CopyTo(input);
        }

        return count;
    }
}
