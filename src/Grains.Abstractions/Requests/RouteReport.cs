using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>Why a request was routed as it was. Scores and weights are in the order of the thirteen signals.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="AgentId">The pick; empty when there is none.</param>
/// <param name="Attempts">Agents that were asked for room, this one included.</param>
/// <param name="Explored">Whether the pick ignored the scores in order to learn.</param>
/// <param name="Sharpness">Power to which scores were raised.</param>
/// <param name="Weights">What each signal counted; they add up to 1.</param>
/// <param name="Filtered">Who was left out, by reason.</param>
/// <param name="Candidates">Who was scored, the most likely first, the pick among them, at most 16.</param>
/// <param name="Behind">Whether others wait for the model, so that nobody was looked at.</param>
[GenerateSerializer, Alias("xerotier.route-report"), Immutable]
public sealed record RouteReport(
    [property: Id(0)] RouteOutcome Outcome,
    [property: Id(1)] Guid AgentId,
    [property: Id(2)] int Attempts,
    [property: Id(3)] bool Explored,
    [property: Id(4)] double Sharpness,
    [property: Id(5)] ImmutableArray<double> Weights,
    [property: Id(6)] ImmutableArray<FilteredAgents> Filtered,
    [property: Id(7)] ImmutableArray<RouteCandidate> Candidates,
    [property: Id(8)] bool Behind);
