using System.Diagnostics.CodeAnalysis;
using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>A verdict, with the pick when there is one.</summary>
public readonly record struct RouteDecision
{
    /// <summary>What became of the request.</summary>
    public required RouteVerdict Verdict { get; init; }

    /// <summary>The pick; empty unless routed.</summary>
    public Guid AgentId { get; init; }

    /// <summary>The pick's live load, where the caller reserves until the agent has answered.</summary>
    public LiveLoad? Load { get; init; }

    /// <summary>Memory of the pick's pool, to be told what became of the request.</summary>
    public PoolMemory? Memory { get; init; }

    /// <summary>The pick's slot in that memory.</summary>
    public int Slot { get; init; }

    /// <summary>Requests in flight at the pick as the planner saw them.</summary>
    public int AssumedLeases { get; init; }

    /// <summary>Prompt tokens waiting at the pick as the planner saw them.</summary>
    public long AssumedBacklogTokens { get; init; }

    /// <summary>
    /// How many more would have to wait there until another agent is as good; 0 for an exploring pick. So many are no
    /// reason for the agent to refuse.
    /// </summary>
    public long MarginTokens { get; init; }

    /// <summary>Leading blocks of the prompt that the pick is taken to hold.</summary>
    public int MatchedBlocks { get; init; }

    /// <summary>Prompt tokens that the pick has to process.</summary>
    public int UncachedTokens { get; init; }

    /// <summary>Tokens to reserve: uncached prompt and expected output.</summary>
    public int ReservedTokens { get; init; }

    /// <summary>Predicted time to first token in ms.</summary>
    public double PredictedTtftMs { get; init; }

    /// <summary>Whether the pick ignored the scores to learn.</summary>
    public bool Explored { get; init; }

    /// <summary>Whether an agent is picked.</summary>
    [MemberNotNullWhen(true, nameof(Load), nameof(Memory))]
    public bool IsRouted => Verdict == RouteVerdict.Routed;
}
