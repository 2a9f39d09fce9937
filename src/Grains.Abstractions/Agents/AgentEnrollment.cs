using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>What a new agent is made of.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ProjectId">Owner; <see cref="GrainKeys.PlatformProject"/> for shared agents.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="AgentVersion">Version the agent reports.</param>
/// <param name="Region">Region inherited from the join key.</param>
/// <param name="SupportedTiers">Tiers it may serve; already defaulted from the accelerator.</param>
/// <param name="Accelerators">Accelerators it reports, e.g. <c>nvidia:H100:80GB</c>; empty means CPU.</param>
/// <param name="MaxConcurrentRequests">Requests it takes at once; 0 means it decides by its heartbeats.</param>
/// <param name="StorageLimitBytes">Model cache limit in bytes; null for none.</param>
/// <param name="DirectUrl">Base URL at which hosts reach a shared agent directly (HTTP/2); null for a tunnel.</param>
/// <param name="Tokens">Hashes of its first tokens.</param>
[GenerateSerializer, Alias("xerotier.agent-enrollment"), Immutable]
public sealed record AgentEnrollment(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Name,
    [property: Id(3)] string AgentVersion,
    [property: Id(4)] string? Region,
    [property: Id(5)] ImmutableArray<string> SupportedTiers,
    [property: Id(6)] ImmutableArray<string> Accelerators,
    [property: Id(7)] int MaxConcurrentRequests,
    [property: Id(8)] long? StorageLimitBytes,
    [property: Id(9)] string? DirectUrl,
    [property: Id(10)] AgentTokens Tokens);
