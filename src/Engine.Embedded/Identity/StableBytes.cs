using System.Buffers.Binary;
using System.Numerics;

namespace Xerotier.Engine.Identity;

/// <summary>
/// Hashes bytes the same way in every process and on both engines: XXH32 with seed 0 (xxHash specification 0.1.1), its
/// canonical big-endian bytes read as a little-endian number, as Orleans does. Stored rows depend on it.
/// </summary>
internal static class StableBytes
{
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;
    private const int Stripe = 16;

    /// <summary>The hash of <paramref name="data"/>.</summary>
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var hash = (data.Length >= Stripe ? HashStripes(data) : Prime5) + (uint)data.Length;
            var tail = data[(data.Length & ~(Stripe - 1))..];
            for (; tail.Length >= 4; tail = tail[4..])
                hash = BitOperations.RotateLeft(hash + (Read(tail) * Prime3), 17) * Prime4;
            foreach (var value in tail) hash = BitOperations.RotateLeft(hash + (value * Prime5), 11) * Prime1;
            hash = (hash ^ (hash >> 15)) * Prime2;
            hash = (hash ^ (hash >> 13)) * Prime3;
            return BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
        }
    }

    private static uint HashStripes(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var (a, b, c, d) = (Prime1 + Prime2, Prime2, 0u, 0u - Prime1);
            for (; data.Length >= Stripe; data = data[Stripe..])
            {
                a = Round(a, Read(data));
                b = Round(b, Read(data[4..]));
                c = Round(c, Read(data[8..]));
                d = Round(d, Read(data[12..]));
            }

            return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        }
    }

    private static uint Round(uint lane, uint input) =>
        unchecked(BitOperations.RotateLeft(lane + (input * Prime2), 13) * Prime1);

    private static uint Read(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);
}
