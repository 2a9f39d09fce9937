using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Inference;

/// <summary>An agent with room for a request.</summary>
/// <param name="Lease">The room.</param>
/// <param name="Address">Where the agent is reached.</param>
internal sealed record FoundAgent(LeaseHold Lease, AgentAddress Address);
