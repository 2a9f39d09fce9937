using Orleans;

namespace Xerotier.Grains.ApiKeys;

/// <summary>A key's metadata; never the secret.</summary>
/// <param name="Spec">What it was made of, with the current quota and filter.</param>
/// <param name="Active">False once revoked.</param>
/// <param name="Created">When it was created.</param>
/// <param name="LastUsed">When it was last used, to the minute.</param>
/// <param name="GraceEnds">When a replaced key stops working.</param>
[GenerateSerializer, Alias("xerotier.api-key-info"), Immutable]
public sealed record ApiKeyInfo(
    [property: Id(0)] ApiKeySpec Spec,
    [property: Id(1)] bool Active,
    [property: Id(2)] DateTimeOffset Created,
    [property: Id(3)] DateTimeOffset? LastUsed,
    [property: Id(4)] DateTimeOffset? GraceEnds);
