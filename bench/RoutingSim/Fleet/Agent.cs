using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;

namespace Xerotier.RoutingSim.Fleet;

/// <summary>
/// What an agent's grain knows exactly: the leases it gave, the prefill backlog and the learned speed.
/// </summary>
internal sealed class Agent
{
    private readonly PrefillBacklog _backlog = new();
    private LatencyModel _latency = new(LatencyEstimate.Default);

    /// <summary>Requests in flight.</summary>
    public int Leases { get; private set; }

    /// <summary>Tokens that they reserve.</summary>
    public long ReservedTokens { get; private set; }

    /// <summary>How fast it is, as learned.</summary>
    public LatencyEstimate Estimate => _latency.Estimate;

    /// <summary>First tokens that it learned from.</summary>
    public long Samples => _latency.Samples;

    /// <summary>Prompt tokens that it has yet to process.</summary>
    public long BacklogAt(double nowMs) => _backlog.TokensAt((long)nowMs, Estimate.MsPerToken);

    /// <summary>Takes a request.</summary>
    public void Lease(long reserved, long uncached, double nowMs)
    {
        Leases++;
        ReservedTokens += reserved;
        _backlog.Add(uncached, (long)nowMs);
    }

    /// <summary>A first token came, or never will.</summary>
    public void EndPrefill(long uncached, double nowMs) => _backlog.Remove(uncached, (long)nowMs);

    /// <summary>Gives a request's reservation back.</summary>
    public void Release(long reserved)
    {
        Leases--;
        ReservedTokens -= reserved;
    }

    /// <summary>Learns from a first token.</summary>
    public void ObserveFirstToken(long workTokens, double ttftMs, double kvUsage) =>
        _latency.ObserveFirstToken(workTokens, ttftMs, kvUsage);

    /// <summary>Learns from the end of an answer.</summary>
    public void ObserveEnd(int running, double tpotMs) => _latency.ObserveEnd(running, tpotMs);

    /// <summary>Starts anew from what is assumed.</summary>
    public void Forget() => _latency = new LatencyModel(LatencyEstimate.Default);
}
