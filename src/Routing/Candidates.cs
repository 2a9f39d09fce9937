namespace Xerotier.Routing;

/// <summary>
/// Agents that passed the filter, by column, with what was read of each once so that one decision works on one
/// picture. Grows to the largest pool and is used again for every decision.
/// </summary>
internal sealed class Candidates
{
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

    /// <summary>Empties the list and makes room.</summary>
    public void Reset(int capacity)
    {
        (Count, Kept) = (0, 0);
        BestTtftMs = BestTotalMs = BestCost = double.MaxValue;
        LeastReserved = long.MaxValue;
        MostMatchedBlocks = 0;
        FastestThroughput = 0;
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

    /// <summary>Starts a candidate; the other columns follow by <see cref="Predict"/>.</summary>
    public void Add(int agent, int row, int leases, long reservedTokens, int matchedBlocks)
    {
        int i = Count++;
        Agents[i] = agent;
        Rows[i] = row;
        Leases[i] = leases;
        ReservedTokens[i] = reservedTokens;
        MatchedBlocks[i] = matchedBlocks;
        LeastReserved = Math.Min(LeastReserved, reservedTokens);
        MostMatchedBlocks = Math.Max(MostMatchedBlocks, matchedBlocks);
    }

    /// <summary>Completes the candidate that was added last.</summary>
    public void Predict(in Prediction prediction, double cost, double throughput)
    {
        int i = Count - 1;
        TtftMs[i] = prediction.TtftMs;
        TpotMs[i] = prediction.TpotMs;
        TotalMs[i] = prediction.TotalMs;
        Costs[i] = cost;
        BestTtftMs = Math.Min(BestTtftMs, prediction.TtftMs);
        BestTotalMs = Math.Min(BestTotalMs, prediction.TotalMs);
        BestCost = Math.Min(BestCost, cost);
        FastestThroughput = throughput > FastestThroughput ? throughput : FastestThroughput;
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
}
