using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Inference;

/// <summary>An agent with room for a request.</summary>
/// <param name="Lease">The room.</param>
/// <param name="Address">Where the agent is reached.</param>
/// <param name="Reason">Why it was picked, when asked for.</param>
internal sealed record FoundAgent(LeaseHold Lease, AgentAddress Address, string? Reason);
