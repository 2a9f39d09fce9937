namespace Xerotier.Routing;

/// <summary>
/// Agents that passed the filter, by column, with what was read of each once so that one decision works on one
/// picture. Grows to the largest pool and is used again for every decision.
/// </summary>
internal sealed class Candidates
{
    public int Count { get; private set; }

    /// <summary>Position in the view.</summary>
    public int[] Agents { get; private set; } = [];

    /// <summary>Row in the model's columns.</summary>
    public int[] Rows { get; private set; } = [];

    public int[] Leases { get; private set; } = [];

    public long[] ReservedTokens { get; private set; } = [];

    public double[] BacklogTokens { get; private set; } = [];

    /// <summary>Leading blocks of the prompt that the agent holds.</summary>
    public int[] MatchedBlocks { get; private set; } = [];

    /// <summary>Share of the prompt's blocks that the agent holds, 0 to 1.</summary>
    public double[] Matches { get; private set; } = [];

    /// <summary>Predicted time to first token in ms: waiting, own prefill and the base.</summary>
    public double[] TtftMs { get; private set; } = [];

    /// <summary>Of which the prefill of the request's own uncached tokens.</summary>
    public double[] PrefillMs { get; private set; } = [];

    /// <summary>Predicted time per output token in ms.</summary>
    public double[] TpotMs { get; private set; } = [];

    /// <summary>Empties the list and makes room.</summary>
    public void Reset(int capacity)
    {
        Count = 0;
        if (Agents.Length >= capacity)
        {
            return;
        }

        Agents = new int[capacity];
        Rows = new int[capacity];
        Leases = new int[capacity];
        ReservedTokens = new long[capacity];
        BacklogTokens = new double[capacity];
        MatchedBlocks = new int[capacity];
        Matches = new double[capacity];
        TtftMs = new double[capacity];
        PrefillMs = new double[capacity];
        TpotMs = new double[capacity];
    }

    public void Add(int agent, int row, int leases, long reservedTokens)
    {
        int i = Count++;
        Agents[i] = agent;
        Rows[i] = row;
        Leases[i] = leases;
        ReservedTokens[i] = reservedTokens;
    }

    /// <summary>Keeps the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Exchanges two candidates.</summary>
    public void Swap(int i, int j)
    {
        (Agents[i], Agents[j]) = (Agents[j], Agents[i]);
        (Rows[i], Rows[j]) = (Rows[j], Rows[i]);
        (Leases[i], Leases[j]) = (Leases[j], Leases[i]);
        (ReservedTokens[i], ReservedTokens[j]) = (ReservedTokens[j], ReservedTokens[i]);
        (BacklogTokens[i], BacklogTokens[j]) = (BacklogTokens[j], BacklogTokens[i]);
        (MatchedBlocks[i], MatchedBlocks[j]) = (MatchedBlocks[j], MatchedBlocks[i]);
        (Matches[i], Matches[j]) = (Matches[j], Matches[i]);
        (TtftMs[i], TtftMs[j]) = (TtftMs[j], TtftMs[i]);
        (PrefillMs[i], PrefillMs[j]) = (PrefillMs[j], PrefillMs[i]);
        (TpotMs[i], TpotMs[j]) = (TpotMs[j], TpotMs[i]);
    }
}
