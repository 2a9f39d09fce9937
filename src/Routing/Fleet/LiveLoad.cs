namespace Xerotier.Routing.Fleet;

/// <summary>
/// The load of one agent as one silo knows it between two snapshots: the last exact figures plus what the silo's own
/// routers have picked and not yet heard back about. Without the second part a burst would read one stale snapshot
/// and land on one agent. Thread-safe; carried over from view to view.
/// </summary>
public sealed class LiveLoad
{
    private readonly Lock _gate = new();
    private int _leases;
    private int _pendingLeases;
    private long _reservedTokens;
    private long _pendingTokens;
    private long _backlogTokens;
    private long _pendingBacklog;
    private long _observedMs;
    private (LoadColumns? Columns, int Position) _current;
    private (LoadColumns? Columns, int Position) _previous;

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
        lock (_gate)
        {
            (_leases, _reservedTokens) = (leases, reservedTokens);
            (_backlogTokens, _observedMs) = (backlogTokens, observedMs);
            Publish();
        }
    }

    /// <summary>Counts a pick until <see cref="Settle"/>.</summary>
    /// <param name="tokens">Tokens it reserves.</param>
    /// <param name="uncachedTokens">Prompt tokens of it that the agent must process.</param>
    public void Reserve(long tokens, long uncachedTokens) => Pend(1, tokens, uncachedTokens);

    /// <summary>Ends a <see cref="Reserve"/> of the same figures, whatever became of the pick.</summary>
    public void Settle(long tokens, long uncachedTokens) => Pend(-1, -tokens, -uncachedTokens);

    /// <summary>
    /// Keeps a place in the columns of a view up to date from now on, and that in the view before it, which is in use
    /// until the new one is there.
    /// </summary>
    internal void Attach(LoadColumns columns, int position)
    {
        lock (_gate)
        {
            _previous = _current;
            _current = (columns, position);
            Publish();
        }
    }

    private void Pend(int leases, long tokens, long uncachedTokens)
    {
        lock (_gate)
        {
            _pendingLeases += leases;
            _pendingTokens += tokens;
            _pendingBacklog += uncachedTokens;
            Publish();
        }
    }

    private void Publish()
    {
        Publish(_current.Columns, _current.Position);
        Publish(_previous.Columns, _previous.Position);
    }

    private void Publish(LoadColumns? columns, int position)
    {
        if (columns is not null)
        {
            columns.Leases[position] = _leases + _pendingLeases;
            columns.ReservedTokens[position] = _reservedTokens + _pendingTokens;
            columns.BacklogTokens[position] = _backlogTokens;
            columns.ObservedMs[position] = _observedMs;
            columns.PendingTokens[position] = _pendingBacklog;
        }
    }
}
