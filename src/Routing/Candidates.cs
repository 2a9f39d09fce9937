using System.Numerics;
using Xerotier.Routing.Fleet;

namespace Xerotier.Routing;

/// <summary>
/// What one decision knows of agents, by column, read once so that it works on one picture. First a line for every row
/// of the model; then those that passed the filter move to the front. Grows to the largest pool and is used again for
/// every decision.
/// </summary>
internal sealed class Candidates
{
    /// <summary>Agents that passed the filter.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them, the first ones, may be picked.</summary>
    public int Kept { get; set; }

    /// <summary>Position in the view.</summary>
    public int[] Agents { get; private set; } = [];

    /// <summary>Row in the model's columns.</summary>
    public int[] Rows { get; private set; } = [];

    public int[] Leases { get; private set; } = [];

    public long[] ReservedTokens { get; private set; } = [];

    /// <summary>Leading blocks of the prompt that the agent holds.</summary>
    public int[] MatchedBlocks { get; private set; } = [];

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

    /// <summary>The most of <see cref="MatchedBlocks"/>.</summary>
    public int MostMatchedBlocks { get; private set; }

    /// <summary>The least of <see cref="ReservedTokens"/>.</summary>
    public long LeastReserved { get; private set; }

    /// <summary>Tokens a second of the fastest; 0 when nobody's are known.</summary>
    public double FastestThroughput { get; private set; }

    /// <summary>Empties the list and makes room for a line a row.</summary>
    public void Reset(int rows)
    {
        (Count, Kept) = (0, 0);
        int capacity = ModelColumns.PaddedLength(rows);
        if (Agents.Length >= capacity)
        {
            return;
        }

        Agents = new int[capacity];
        Rows = new int[capacity];
        Leases = new int[capacity];
        ReservedTokens = new long[capacity];
        MatchedBlocks = new int[capacity];
        TtftMs = new double[capacity];
        TpotMs = new double[capacity];
        TotalMs = new double[capacity];
        Costs = new double[capacity];
    }

    /// <summary>Writes what is predicted for a row and those after it.</summary>
    public void Predict(int row, in Prediction prediction, Vector<double> costs)
    {
        prediction.TtftMs.CopyTo(TtftMs, row);
        prediction.TpotMs.CopyTo(TpotMs, row);
        prediction.TotalMs.CopyTo(TotalMs, row);
        costs.CopyTo(Costs, row);
    }

    /// <summary>Lets a row's line pass; rows must come in order.</summary>
    public void Keep(int row, int agent)
    {
        int i = Count++;
        Rows[i] = row;
        Agents[i] = agent;
        if (i == row)
        {
            return;
        }

        Leases[i] = Leases[row];
        ReservedTokens[i] = ReservedTokens[row];
        MatchedBlocks[i] = MatchedBlocks[row];
        TtftMs[i] = TtftMs[row];
        TpotMs[i] = TpotMs[row];
        TotalMs[i] = TotalMs[row];
        Costs[i] = Costs[row];
    }

    /// <summary>Finds the best figures of those that passed.</summary>
    /// <param name="throughputs">By row.</param>
    public void FindBest(double[] throughputs)
    {
        BestTtftMs = Least(TtftMs);
        BestTotalMs = Least(TotalMs);
        BestCost = Least(Costs);
        long reserved = long.MaxValue;
        int matched = 0;
        double fastest = 0;
        for (int i = 0; i < Count; i++)
        {
            reserved = Math.Min(reserved, ReservedTokens[i]);
            matched = Math.Max(matched, MatchedBlocks[i]);
            double throughput = throughputs[Rows[i]];
            fastest = throughput > fastest ? throughput : fastest;
        }

        (LeastReserved, MostMatchedBlocks, FastestThroughput) = (reserved, matched, fastest);
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

    private double Least(double[] column)
    {
        ReadOnlySpan<double> values = column.AsSpan(0, Count);
        double least = double.MaxValue;
        foreach (double value in values)
        {
            least = value < least ? value : least;
        }

        return least;
    }
}
