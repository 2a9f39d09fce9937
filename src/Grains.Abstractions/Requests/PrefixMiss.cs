using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>An agent found less of a prompt in its cache than the router had predicted.</summary>
/// <param name="Pool">The agent's pool.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="Missing">Blocks that it did not hold.</param>
[GenerateSerializer, Alias("xerotier.prefix-miss"), Immutable]
public sealed record PrefixMiss(
    [property: Id(0)] string Pool,
    [property: Id(1)] Guid AgentId,
    [property: Id(2)] ImmutableArray<UInt128> Missing);
