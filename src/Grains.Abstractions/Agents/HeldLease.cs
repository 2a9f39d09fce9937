using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>A lease that a host still holds.</summary>
/// <param name="Number">See <see cref="LeaseId.Number"/>.</param>
/// <param name="ReservedTokens">See <see cref="LeaseRequest.ReservedTokens"/>.</param>
[GenerateSerializer, Alias("xerotier.held-lease"), Immutable]
public sealed record HeldLease(
    [property: Id(0)] long Number,
    [property: Id(1)] long ReservedTokens);
