using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xerotier.Routing;

/// <summary>The best figures so far, by lane.</summary>
internal readonly record struct BestLanes(
    Vector<double> TtftMs,
    Vector<double> TotalMs,
    Vector<double> Costs,
    Vector<double> ReservedTokens,
    Vector<double> MatchedBlocks,
    Vector<double> Throughputs)
{
    /// <summary>Of nobody.</summary>
    public static BestLanes None => new(
        new(double.MaxValue), new(double.MaxValue), new(double.MaxValue), new(double.MaxValue), default, default);

    /// <summary>With some agents more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BestLanes With(in CandidateLanes lanes) => new(
        Vector.MinNative(TtftMs, lanes.Prediction.TtftMs),
        Vector.MinNative(TotalMs, lanes.Prediction.TotalMs),
        Vector.MinNative(Costs, lanes.Costs),
        Vector.MinNative(ReservedTokens, lanes.ReservedTokens),
        Vector.MaxNative(MatchedBlocks, lanes.MatchedBlocks),
        Vector.MaxNative(Throughputs, lanes.Throughputs));
}
