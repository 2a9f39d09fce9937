using System.Runtime.InteropServices;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Hashes and a random sequence that are the same on every machine and in every process.</summary>
internal static class Hashing
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a over the characters' bytes, then mixed: short texts differ in every bit.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = Offset ^ seed;
        foreach (var b in MemoryMarshal.AsBytes(text)) hash = (hash ^ b) * Prime;
        return Mix(hash);
    }

    /// <summary>Hash of two hashes, in this order.</summary>
    public static ulong Combine(ulong first, ulong second) => Mix((first * Prime) ^ Mix(second));

    /// <summary>The next number of a SplitMix64 sequence (Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong Next(ref ulong state) => Mix(state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
