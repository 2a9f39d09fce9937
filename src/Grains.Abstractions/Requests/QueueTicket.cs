using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>A place in a queue.</summary>
/// <param name="Id">Unique per request.</param>
/// <param name="ProjectId">The project that waits; queues are fair between projects.</param>
/// <param name="Tier">The endpoint's tier.</param>
/// <param name="Pools">Pools whose news may mean room: the own pool, and the shared one where fallback is
/// allowed.</param>
/// <param name="Tokens">Tokens the request would reserve.</param>
[GenerateSerializer, Alias("xerotier.queue-ticket"), Immutable]
public sealed record QueueTicket(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Tier,
    [property: Id(3)] ImmutableArray<string> Pools,
    [property: Id(4)] long Tokens);
