using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>
/// What changed in the prefix blocks that an agent's backend holds. Statements of fact that may be repeated; a report
/// that is lost heals, because held blocks are reported again from time to time.
/// </summary>
/// <param name="Epoch">Grows when the backend has lost everything: what older epochs reported no longer holds.</param>
/// <param name="Held">Hashes of blocks it holds.</param>
/// <param name="Evicted">Hashes of blocks it no longer holds.</param>
[GenerateSerializer, Alias("xerotier.agent-prefixes"), Immutable]
public sealed record AgentPrefixes(
    [property: Id(0)] long Epoch,
    [property: Id(1)] ImmutableArray<UInt128> Held,
    [property: Id(2)] ImmutableArray<UInt128> Evicted);
