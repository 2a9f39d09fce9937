using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Ends a lease and says how the request went.</summary>
/// <param name="Id">The lease.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="TtftMs">Time to first token in ms as the host saw it; null when there was none, or the answer was not
/// streamed.</param>
/// <param name="DurationMs">Whole time at the agent in ms.</param>
/// <param name="PromptTokens">Prompt tokens; 0 when unknown.</param>
/// <param name="CompletionTokens">Completion tokens; 0 when unknown.</param>
[GenerateSerializer, Alias("xerotier.lease-release"), Immutable]
public sealed record LeaseRelease(
    [property: Id(0)] LeaseId Id,
    [property: Id(1)] LeaseOutcome Outcome,
    [property: Id(2)] double? TtftMs,
    [property: Id(3)] double DurationMs,
    [property: Id(4)] long PromptTokens,
    [property: Id(5)] long CompletionTokens);
