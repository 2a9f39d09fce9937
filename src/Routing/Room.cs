using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xerotier.Routing;

/// <summary>The rule by which an agent has room for one more request.</summary>
public static class Room
{
    /// <summary>
    /// Fewer leases than it takes at once, and the request's tokens (uncached prompt and expected output) fit beside
    /// those reserved. An idle agent has room for any request, else one larger than its KV cache would wait for ever.
    /// </summary>
    /// <param name="leases">Requests in flight.</param>
    /// <param name="capacity">Requests the agent takes at once.</param>
    /// <param name="reservedTokens">Tokens reserved by the requests in flight.</param>
    /// <param name="kvTokens">Size of the KV cache in tokens; <see cref="long.MaxValue"/> when unknown.</param>
    /// <param name="neededTokens">Tokens that the request reserves.</param>
    public static bool Has(int leases, int capacity, long reservedTokens, long kvTokens, long neededTokens) =>
        leases < capacity && (leases == 0 || neededTokens <= kvTokens - reservedTokens);

    /// <summary>The same for several agents at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<long> Has(
        Vector<double> leases, Vector<double> capacity, Vector<double> reservedTokens, Vector<double> kvTokens,
        Vector<double> neededTokens) =>
        Vector.LessThan(leases, capacity)
        & (Vector.Equals(leases, Vector<double>.Zero)
            | Vector.LessThanOrEqual(neededTokens, kvTokens - reservedTokens));
}
