namespace Xerotier.Routing.Fleet;

/// <summary>
/// Prompt tokens that an agent still has to process: those of leased requests without a first token, less what the
/// one at the head has worked off since the last news. Kept by the owner of the leases. Not thread-safe.
/// </summary>
public sealed class PrefillBacklog
{
    private long _tokens;
    private int _requests;
    private long _sinceMs;

    /// <summary>A request is leased.</summary>
    /// <param name="uncachedTokens">Prompt tokens that the agent must process.</param>
    /// <param name="nowMs">Now, Unix milliseconds.</param>
    public void Add(long uncachedTokens, long nowMs)
    {
        if (_requests++ == 0)
        {
            _sinceMs = nowMs;
        }

        _tokens += uncachedTokens;
    }

    /// <summary>A request's first token came, or the request ended without one.</summary>
    /// <param name="uncachedTokens">The same figure that was added.</param>
    /// <param name="nowMs">Now, Unix milliseconds.</param>
    public void Remove(long uncachedTokens, long nowMs)
    {
        _tokens -= uncachedTokens;
        _requests--;
        _sinceMs = nowMs;
    }

    /// <summary>Tokens still to be processed. At most one request's share is counted as worked off unseen.</summary>
    /// <param name="nowMs">Now, Unix milliseconds.</param>
    /// <param name="msPerToken">The agent's prefill time of a token, see <c>LatencyEstimate</c>.</param>
    public long TokensAt(long nowMs, double msPerToken)
    {
        if (_requests == 0)
        {
            return 0;
        }

        double done = Math.Max(0, nowMs - _sinceMs) / msPerToken;
        return _tokens - (long)Math.Min(done, (double)_tokens / _requests);
    }
}
