using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>An agent that was scored.</summary>
/// <param name="AgentId">UUID.</param>
/// <param name="Score">Weighted geometric mean of its scores, 0 to 1.</param>
/// <param name="IsKept">Whether the affinity filter kept it.</param>
/// <param name="MatchedBlocks">Leading blocks of the prompt that it is taken to hold.</param>
/// <param name="PredictedTtftMs">Predicted time to first token in ms.</param>
/// <param name="Scores">The thirteen scores, 0 to 1; NaN where unknown.</param>
[GenerateSerializer, Alias("xerotier.route-candidate"), Immutable]
public sealed record RouteCandidate(
    [property: Id(0)] Guid AgentId,
    [property: Id(1)] double Score,
    [property: Id(2)] bool IsKept,
    [property: Id(3)] int MatchedBlocks,
    [property: Id(4)] double PredictedTtftMs,
    [property: Id(5)] ImmutableArray<double> Scores);
