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
    private long _backlogTokens;
    private long _pendingBacklog;
    private long _observedMs;

    /// <summary>Requests in flight, picks without an answer included.</summary>
    public int Leases => Volatile.Read(ref _leases) + Volatile.Read(ref _pendingLeases);

    /// <summary>Picks without an answer.</summary>
    public int PendingLeases => Volatile.Read(ref _pendingLeases);

    /// <summary>Tokens reserved, picks without an answer included.</summary>
    public long ReservedTokens => Volatile.Read(ref _reservedTokens) + Volatile.Read(ref _pendingTokens);

    /// <summary>
    /// Milliseconds until the prompts that wait are processed, picks without an answer included; what was observed is
    /// taken to shrink with the time that has passed since.
    /// </summary>
    /// <param name="nowMs">Now, Unix milliseconds.</param>
    /// <param name="msPerToken">The agent's prefill time of a token.</param>
    public double BacklogMs(long nowMs, double msPerToken)
    {
        double observed = Volatile.Read(ref _backlogTokens) * msPerToken;
        double since = Math.Max(0, nowMs - Volatile.Read(ref _observedMs));
        return Math.Max(0, observed - since) + (Volatile.Read(ref _pendingBacklog) * msPerToken);
    }

    /// <summary>Takes over exact figures: of a snapshot or of the answer to a lease request.</summary>
    /// <param name="leases">Requests in flight.</param>
    /// <param name="reservedTokens">Tokens reserved by them.</param>
    /// <param name="backlogTokens">Their prompt tokens still to be processed, see <see cref="PrefillBacklog"/>.</param>
    /// <param name="observedMs">When the figures were true, Unix milliseconds.</param>
    public void Observe(int leases, long reservedTokens, long backlogTokens, long observedMs)
    {
        Volatile.Write(ref _leases, leases);
        Volatile.Write(ref _reservedTokens, reservedTokens);
        Volatile.Write(ref _backlogTokens, backlogTokens);
        Volatile.Write(ref _observedMs, observedMs);
    }

    /// <summary>Counts a pick until <see cref="Settle"/>.</summary>
    /// <param name="tokens">Tokens it reserves.</param>
    /// <param name="uncachedTokens">Prompt tokens of it that the agent must process.</param>
    public void Reserve(long tokens, long uncachedTokens)
    {
        Interlocked.Increment(ref _pendingLeases);
        Interlocked.Add(ref _pendingTokens, tokens);
        Interlocked.Add(ref _pendingBacklog, uncachedTokens);
    }

    /// <summary>Ends a <see cref="Reserve"/> of the same figures, whatever became of the pick.</summary>
    public void Settle(long tokens, long uncachedTokens)
    {
        Interlocked.Decrement(ref _pendingLeases);
        Interlocked.Add(ref _pendingTokens, -tokens);
        Interlocked.Add(ref _pendingBacklog, -uncachedTokens);
    }
}
