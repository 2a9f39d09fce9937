using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Inference;

/// <summary>A lease that this host holds at an agent; released exactly once.</summary>
internal sealed class LeaseHold(HostLeases leases, Guid agentId, LeaseId id, long reservedTokens)
{
    private int _released;

    /// <summary>The agent.</summary>
    public Guid AgentId { get; } = agentId;

    /// <summary>The lease.</summary>
    public LeaseId Id { get; } = id;

    /// <summary>Tokens reserved at the agent.</summary>
    public long ReservedTokens { get; } = reservedTokens;

    /// <summary>Says that the answer has begun.</summary>
    /// <param name="ttftMs">Time to first token in ms.</param>
    public void FirstToken(double ttftMs) => leases.NoteFirstToken(this, ttftMs);

    /// <summary>Gives the room back and says how the request went; later calls do nothing.</summary>
    /// <param name="outcome">How it went.</param>
    /// <param name="ttftMs">Time to first token in ms, or null.</param>
    /// <param name="durationMs">Whole time at the agent in ms.</param>
    /// <param name="promptTokens">Prompt tokens.</param>
    /// <param name="completionTokens">Completion tokens.</param>
    public void Release(
        LeaseOutcome outcome,
        double? ttftMs = null,
        double durationMs = 0,
        long promptTokens = 0,
        long completionTokens = 0)
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            leases.Release(this, new LeaseRelease(Id, outcome, ttftMs, durationMs, promptTokens, completionTokens));
        }
    }
}
