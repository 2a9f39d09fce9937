namespace Xerotier.Routing.Prefixes;

/// <summary>
/// 64 well-mixed bits for what an index looks up. Two names that share a fingerprint make a prediction wrong about
/// once in 10^12 lookups of ten million blocks; nothing else depends on it.
/// </summary>
internal static class Fingerprint
{
    public static ulong Of(UInt128 name) => Mix((ulong)name ^ Mix((ulong)(name >> 64) + 0x9E3779B97F4A7C15));

    public static ulong Of(ulong block, int owner) => Mix(block + (((ulong)owner + 1) * 0xD1B54A32D192ED03));

    /// <summary>A number in [0, 1) that a block and an agent's key always share.</summary>
    public static double Uniform(ulong block, ulong key) => (Mix(block ^ key) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
