using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.JoinKeys;

/// <summary>What a join key hands to the agent that uses it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ProjectId">Owner of the agents; <see cref="GrainKeys.PlatformProject"/> for shared agents.</param>
/// <param name="Name">Display name, 0-128 characters.</param>
/// <param name="Region">1-24 ASCII characters; null for none.</param>
/// <param name="SupportedTiers">Tiers the agent may serve; null takes them from the accelerator.</param>
/// <param name="StorageLimitEnabled">Whether the agent's model cache is limited.</param>
/// <param name="StorageLimitBytes">The limit in bytes.</param>
/// <param name="Expires">At most one hour after creation.</param>
[GenerateSerializer, Alias("xerotier.join-key-spec"), Immutable]
public sealed record JoinKeySpec(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Region,
    [property: Id(4)] ImmutableArray<string>? SupportedTiers,
    [property: Id(5)] bool StorageLimitEnabled,
    [property: Id(6)] long? StorageLimitBytes,
    [property: Id(7)] DateTimeOffset Expires);
