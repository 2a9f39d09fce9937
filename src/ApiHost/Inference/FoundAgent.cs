using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;

namespace Xerotier.ApiHost.Inference;

/// <summary>An agent with room for a request.</summary>
/// <param name="Lease">The room.</param>
/// <param name="Address">Where the agent is reached.</param>
/// <param name="Route">What the router said of it.</param>
internal sealed record FoundAgent(LeaseHold Lease, AgentAddress Address, RouteReply Route);
