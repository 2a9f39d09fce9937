using System.Diagnostics.CodeAnalysis;
using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>A verdict, with the pick when there is one.</summary>
/// <param name="Verdict">What became of the request.</param>
/// <param name="AgentId">The pick; empty unless routed.</param>
/// <param name="AssumedLeases">Requests in flight at the pick as the planner saw them.</param>
/// <param name="Load">The pick's live load, where the caller reserves until the agent has answered.</param>
public readonly record struct RouteDecision(RouteVerdict Verdict, Guid AgentId, int AssumedLeases, LiveLoad? Load)
{
    /// <summary>Whether an agent is picked.</summary>
    [MemberNotNullWhen(true, nameof(Load))]
    public bool IsRouted => Verdict == RouteVerdict.Routed;
}
