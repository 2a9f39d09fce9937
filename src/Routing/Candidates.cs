using System.Numerics;
using System.Runtime.CompilerServices;
using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>
/// Agents that passed the filter, by column, with what was read of each once so that one decision works on one
/// picture. Grows to the largest pool and is used again for every decision.
/// </summary>
internal sealed class Candidates
{
    private BestLanes _best;

    /// <summary>Agents that passed the filter.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them, the first ones, may be picked.</summary>
    public int Kept { get; set; }

    /// <summary>Position in the view.</summary>
    public int[] Agents { get; private set; } = [];

    /// <summary>Row in the model's columns.</summary>
    public int[] Rows { get; private set; } = [];

    public double[] Leases { get; private set; } = [];

    public double[] ReservedTokens { get; private set; } = [];

    /// <summary>Leading blocks of the prompt that the agent holds.</summary>
    public double[] MatchedBlocks { get; private set; } = [];

    /// <summary>Predicted time to first token in ms.</summary>
    public double[] TtftMs { get; private set; } = [];

    /// <summary>Predicted time per output token in ms.</summary>
    public double[] TpotMs { get; private set; } = [];

    /// <summary>Predicted time for the whole answer in ms.</summary>
    public double[] TotalMs { get; private set; } = [];

    /// <summary>What the pick would cost everybody in ms, see <see cref="Prediction.Cost"/>.</summary>
    public double[] Costs { get; private set; } = [];

    /// <summary>The least of <see cref="TtftMs"/>.</summary>
    public double BestTtftMs { get; private set; }

    /// <summary>The least of <see cref="TotalMs"/>.</summary>
    public double BestTotalMs { get; private set; }

    /// <summary>The least of <see cref="Costs"/>.</summary>
    public double BestCost { get; private set; }

    /// <summary>The least of <see cref="Costs"/> but one; infinite when there is one candidate only.</summary>
    public double NextCost { get; set; }

    /// <summary>The most of <see cref="MatchedBlocks"/>.</summary>
    public int MostMatchedBlocks { get; private set; }

    /// <summary>The least of <see cref="ReservedTokens"/>.</summary>
    public double LeastReserved { get; private set; }

    /// <summary>Tokens a second of the fastest; 0 when nobody's are known.</summary>
    public double FastestThroughput { get; private set; }

    /// <summary>Empties the list and makes room.</summary>
    public void Reset(int rows)
    {
        (Count, Kept) = (0, 0);
        NextCost = double.PositiveInfinity;
        _best = BestLanes.None;
        int capacity = ModelColumns.PaddedLength(rows);
        if (Agents.Length >= capacity)
        {
            return;
        }

        Agents = new int[capacity];
        Rows = new int[capacity];
        Leases = new double[capacity];
        ReservedTokens = new double[capacity];
        MatchedBlocks = new double[capacity];
        TtftMs = new double[capacity];
        TpotMs = new double[capacity];
        TotalMs = new double[capacity];
        Costs = new double[capacity];
    }

    /// <summary>Lets a vector of rows pass; rows must come in order.</summary>
    /// <param name="row">The first of them.</param>
    /// <param name="lanes">What is known of them.</param>
    /// <param name="model">The model.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void KeepAll(int row, in CandidateLanes lanes, ModelColumns model)
    {
        int first = Count;
        lanes.Leases.CopyTo(Leases, first);
        lanes.ReservedTokens.CopyTo(ReservedTokens, first);
        lanes.MatchedBlocks.CopyTo(MatchedBlocks, first);
        lanes.Prediction.TtftMs.CopyTo(TtftMs, first);
        lanes.Prediction.TpotMs.CopyTo(TpotMs, first);
        lanes.Prediction.TotalMs.CopyTo(TotalMs, first);
        lanes.Costs.CopyTo(Costs, first);
        for (int i = 0; i < Vector<double>.Count; i++)
        {
            Rows[first + i] = row + i;
            Agents[first + i] = model.Agents[row + i];
        }

        Count += Vector<double>.Count;
        _best = _best.With(lanes);
    }

    /// <summary>Lets one row of a vector pass.</summary>
    /// <param name="row">The first row of the vector.</param>
    /// <param name="lane">Which one of it passes.</param>
    /// <param name="lanes">What is known of them.</param>
    /// <param name="model">The model.</param>
    public void Keep(int row, int lane, in CandidateLanes lanes, ModelColumns model)
    {
        int i = Count++;
        Rows[i] = row + lane;
        Agents[i] = model.Agents[row + lane];
        Leases[i] = lanes.Leases[lane];
        ReservedTokens[i] = lanes.ReservedTokens[lane];
        MatchedBlocks[i] = lanes.MatchedBlocks[lane];
        TtftMs[i] = lanes.Prediction.TtftMs[lane];
        TpotMs[i] = lanes.Prediction.TpotMs[lane];
        TotalMs[i] = lanes.Prediction.TotalMs[lane];
        Costs[i] = lanes.Costs[lane];
        _best = _best.With(lanes.Repeat(lane));
    }

    /// <summary>All have passed: sums up the best figures.</summary>
    public void Complete()
    {
        BestTtftMs = Least(_best.TtftMs);
        BestTotalMs = Least(_best.TotalMs);
        BestCost = Least(_best.Costs);
        LeastReserved = Least(_best.ReservedTokens);
        MostMatchedBlocks = (int)-Least(-_best.MatchedBlocks);
        FastestThroughput = -Least(-_best.Throughputs);
    }

    /// <summary>Exchanges two candidates.</summary>
    public void Swap(int i, int j)
    {
        if (i == j)
        {
            return;
        }

        (Agents[i], Agents[j]) = (Agents[j], Agents[i]);
        (Rows[i], Rows[j]) = (Rows[j], Rows[i]);
        (Leases[i], Leases[j]) = (Leases[j], Leases[i]);
        (ReservedTokens[i], ReservedTokens[j]) = (ReservedTokens[j], ReservedTokens[i]);
        (MatchedBlocks[i], MatchedBlocks[j]) = (MatchedBlocks[j], MatchedBlocks[i]);
        (TtftMs[i], TtftMs[j]) = (TtftMs[j], TtftMs[i]);
        (TpotMs[i], TpotMs[j]) = (TpotMs[j], TpotMs[i]);
        (TotalMs[i], TotalMs[j]) = (TotalMs[j], TotalMs[i]);
        (Costs[i], Costs[j]) = (Costs[j], Costs[i]);
    }

    /// <summary>
    /// How much dearer a candidate may become until another one is as cheap, in ms; 0 for one that is not the cheapest.
    /// </summary>
    public double MarginOf(int candidate) =>
        Costs[candidate] <= BestCost ? NextCost - BestCost : 0;

    private static double Least(Vector<double> values)
    {
        double least = values[0];
        for (int i = 1; i < Vector<double>.Count; i++)
        {
            least = Math.Min(least, values[i]);
        }

        return least;
    }
}
