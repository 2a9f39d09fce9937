using System.Numerics;

namespace Xerotier.Routing;

/// <summary>What a decision knows of some agents, one a lane; see <see cref="Candidates"/>.</summary>
internal readonly record struct CandidateLanes(
    Vector<double> Leases,
    Vector<double> ReservedTokens,
    Vector<double> MatchedBlocks,
    Prediction Prediction,
    Vector<double> Costs,
    Vector<double> Throughputs)
{
    /// <summary>One agent in every lane.</summary>
    public CandidateLanes Repeat(int lane) => new(
        new(Leases[lane]),
        new(ReservedTokens[lane]),
        new(MatchedBlocks[lane]),
        new Prediction(
            new(Prediction.TtftMs[lane]),
            new(Prediction.TpotMs[lane]),
            new(Prediction.TotalMs[lane]),
            new(Prediction.PrefillMs[lane])),
        new(Costs[lane]),
        new(Throughputs[lane]));
}
