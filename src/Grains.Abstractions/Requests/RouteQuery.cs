using System.Collections.Immutable;
using Orleans;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Requests;

/// <summary>What the router needs to know of a request; never the prompt itself.</summary>
/// <param name="LeaseId">Id for the lease it shall take.</param>
/// <param name="ProjectId">The project that asks.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Model">Served name of the model.</param>
/// <param name="Version">Version wanted, or null for any.</param>
/// <param name="Tier">The endpoint's tier.</param>
/// <param name="Fallback">Whether shared agents may serve a self_hosted endpoint.</param>
/// <param name="FallbackTier">Tier for shared agents then.</param>
/// <param name="Region">Preferred region, or null.</param>
/// <param name="BoundAgents">Agents that may serve; empty for any.</param>
/// <param name="PromptTokens">Estimated prompt tokens.</param>
/// <param name="MaxTokens">Most completion tokens the request allows; null when it does not say.</param>
/// <param name="ExcludedAgents">Agents that already failed this request.</param>
/// <param name="SloTtftMs">Wanted time to first token in ms, or null.</param>
/// <param name="SloTpotMs">Wanted time per output token in ms, or null.</param>
/// <param name="Explain">Whether to say why: see <see cref="RouteReply.Report"/>.</param>
/// <param name="HasTurn">Whether it has waited for its turn, or had room before; a query without a turn does not pass
/// requests that wait.</param>
/// <param name="PromptBlocks">Hashes of the prompt's leading blocks; empty when it has none.</param>
/// <param name="Sharpness">The endpoint's own sharpness, 1 to 64; null for the router's.</param>
/// <param name="Exploration">The endpoint's own share of exploring picks, 0 to 1; null for the router's.</param>
/// <param name="Streams">Whether the answer is streamed.</param>
/// <param name="VersionPinned">
/// Whether only <paramref name="Version"/> will do; else agents that have another version serve while none with that
/// one can.
/// </param>
/// <param name="Continues">Whether it goes on with an answer that another agent began.</param>
[GenerateSerializer, Alias("xerotier.route-query"), Immutable]
public sealed record RouteQuery(
    [property: Id(0)] LeaseId LeaseId,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] Guid EndpointId,
    [property: Id(3)] string Model,
    [property: Id(4)] string? Version,
    [property: Id(5)] string Tier,
    [property: Id(6)] bool Fallback,
    [property: Id(7)] string? FallbackTier,
    [property: Id(8)] string? Region,
    [property: Id(9)] ImmutableArray<Guid> BoundAgents,
    [property: Id(10)] int PromptTokens,
    [property: Id(11)] int? MaxTokens,
    [property: Id(12)] ImmutableArray<Guid> ExcludedAgents,
    [property: Id(13)] double? SloTtftMs,
    [property: Id(14)] double? SloTpotMs,
    [property: Id(15)] bool Explain,
    [property: Id(16)] bool HasTurn,
    [property: Id(17)] ImmutableArray<UInt128> PromptBlocks,
    [property: Id(18)] double? Sharpness,
    [property: Id(19)] double? Exploration,
    [property: Id(20)] bool Streams,
    [property: Id(21)] bool VersionPinned = false,
    [property: Id(22)] bool Continues = false);
