using Orleans;

namespace Xerotier.Grains.JoinKeys;

/// <summary>A join key's metadata; never the secret.</summary>
/// <param name="Spec">What it hands out.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Revoked">Whether it was revoked.</param>
/// <param name="UsedBy">The agent that used it.</param>
[GenerateSerializer, Alias("xerotier.join-key-info"), Immutable]
public sealed record JoinKeyInfo(
    [property: Id(0)] JoinKeySpec Spec,
    [property: Id(1)] DateTimeOffset Created,
    [property: Id(2)] bool Revoked,
    [property: Id(3)] Guid? UsedBy);
