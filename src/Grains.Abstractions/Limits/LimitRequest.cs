using Orleans;

namespace Xerotier.Grains.Limits;

/// <summary>Asks for one request's worth of a limit.</summary>
/// <param name="RequestsPerMinute">The tier's request rate; 0 for unlimited.</param>
/// <param name="TokensPerMinute">The tier's token rate; 0 for unlimited.</param>
/// <param name="MinimumBurst">Least burst above a rate, in requests or tokens.</param>
/// <param name="Tokens">Tokens to reserve: estimated prompt plus completion.</param>
[GenerateSerializer, Alias("xerotier.limit-request"), Immutable]
public sealed record LimitRequest(
    [property: Id(0)] int RequestsPerMinute,
    [property: Id(1)] int TokensPerMinute,
    [property: Id(2)] int MinimumBurst,
    [property: Id(3)] long Tokens);
