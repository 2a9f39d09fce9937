namespace Xerotier.Routing.Fleet;

/// <summary>
/// The load of one agent as one silo knows it between two snapshots: the last exact figures plus what the silo's own
/// routers have picked and not yet heard back about. Without the second part a burst would read one stale snapshot
/// and land on one agent. Thread-safe; carried over from view to view.
/// </summary>
public sealed class LiveLoad
{
    private int _leases;
    private int _pendingLeases;
    private long _reservedTokens;
    private long _pendingTokens;

    /// <summary>Requests in flight, picks without an answer included.</summary>
    public int Leases => Volatile.Read(ref _leases) + Volatile.Read(ref _pendingLeases);

    /// <summary>Tokens reserved, picks without an answer included.</summary>
    public long ReservedTokens => Volatile.Read(ref _reservedTokens) + Volatile.Read(ref _pendingTokens);

    /// <summary>Takes over exact figures: of a snapshot or of the answer to a lease request.</summary>
    public void Observe(int leases, long reservedTokens)
    {
        Volatile.Write(ref _leases, leases);
        Volatile.Write(ref _reservedTokens, reservedTokens);
    }

    /// <summary>Counts a pick until <see cref="Settle"/>.</summary>
    public void Reserve(long tokens)
    {
        Interlocked.Increment(ref _pendingLeases);
        Interlocked.Add(ref _pendingTokens, tokens);
    }

    /// <summary>Ends a <see cref="Reserve"/>, whatever became of the pick.</summary>
    public void Settle(long tokens)
    {
        Interlocked.Decrement(ref _pendingLeases);
        Interlocked.Add(ref _pendingTokens, -tokens);
    }
}
