using Orleans;

namespace Xerotier.Grains.Limits;

/// <summary>Answer of a limit.</summary>
/// <param name="Outcome">Granted, or what was used up.</param>
/// <param name="RequestsRemaining">Requests left now, the burst included.</param>
/// <param name="TokensRemaining">Tokens left now, the burst included; negative while in debt.</param>
/// <param name="ResetSeconds">Seconds until the request bucket is full again.</param>
/// <param name="TokensResetSeconds">Seconds until the token bucket is full again.</param>
/// <param name="RetryAfterSeconds">When refused: whole seconds after which the same request fits.</param>
[GenerateSerializer, Alias("xerotier.limit-reply"), Immutable]
public sealed record LimitReply(
    [property: Id(0)] LimitOutcome Outcome,
    [property: Id(1)] long RequestsRemaining,
    [property: Id(2)] long TokensRemaining,
    [property: Id(3)] int ResetSeconds,
    [property: Id(4)] int TokensResetSeconds,
    [property: Id(5)] int RetryAfterSeconds);
