using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Usage;

/// <summary>Usage that one host metered since its last batch.</summary>
/// <param name="Id">Unique per batch; the same batch again counts once.</param>
/// <param name="Rows">One row an endpoint.</param>
[GenerateSerializer, Alias("xerotier.usage-batch"), Immutable]
public sealed record UsageBatch(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ImmutableArray<UsageRollup> Rows);
