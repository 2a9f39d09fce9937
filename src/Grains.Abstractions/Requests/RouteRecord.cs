using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>What is remembered of a request for a short time: never its prompt, only hashes and lengths.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Endpoint">Slug of its endpoint.</param>
/// <param name="Model">Served name of its model.</param>
/// <param name="PromptTokens">Prompt tokens; an estimate where the agent did not say.</param>
/// <param name="CompletionTokens">Completion tokens; 0 where nobody answered.</param>
/// <param name="CachedTokens">Of the prompt's tokens, those found in a prefix cache.</param>
/// <param name="DurationMs">Time until its answer had ended in ms.</param>
/// <param name="PromptBytes">Bytes of its prompt as they stood in the body.</param>
/// <param name="PromptBlocks">Hashes of the prompt's leading blocks.</param>
/// <param name="Outcome">What the router decided last; unspecified when it was not asked.</param>
/// <param name="Report">Why; null when it was not asked.</param>
[GenerateSerializer, Alias("xerotier.route-record"), Immutable]
public sealed record RouteRecord(
    [property: Id(0)] string RequestId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Endpoint,
    [property: Id(3)] string Model,
    [property: Id(4)] long PromptTokens,
    [property: Id(5)] long CompletionTokens,
    [property: Id(6)] long CachedTokens,
    [property: Id(7)] double DurationMs,
    [property: Id(8)] int PromptBytes,
    [property: Id(9)] ImmutableArray<UInt128> PromptBlocks,
    [property: Id(10)] RouteOutcome Outcome,
    [property: Id(11)] RouteReport? Report);
