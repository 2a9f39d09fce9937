namespace Xerotier.Routing.Fleet;

/// <summary>
/// What <see cref="LiveLoad"/> says of each agent of a view, by column, so that a decision reads thousands in order.
/// Columns are padded to whole vectors. Written by the live loads at any time, so a decision reads each figure once.
/// </summary>
/// <param name="agents">Agents at most.</param>
internal sealed class LoadColumns(int agents)
{
    /// <summary>See <see cref="LiveLoad.Leases"/>.</summary>
    public double[] Leases { get; } = ModelColumns.Padded(agents);

    /// <summary>See <see cref="LiveLoad.ReservedTokens"/>.</summary>
    public double[] ReservedTokens { get; } = ModelColumns.Padded(agents);

    /// <summary>Prompt tokens that waited when the agent was last heard of.</summary>
    public double[] BacklogTokens { get; } = ModelColumns.Padded(agents);

    /// <summary>When that was, Unix milliseconds.</summary>
    public double[] ObservedMs { get; } = ModelColumns.Padded(agents);

    /// <summary>Prompt tokens of picks without an answer.</summary>
    public double[] PendingTokens { get; } = ModelColumns.Padded(agents);

    /// <summary>Agents that fit.</summary>
    public int Capacity => Leases.Length;

    /// <summary>Takes a copy in the order of a model's rows.</summary>
    public void Read(LoadColumns source, ModelColumns model)
    {
        Read(source.Leases, Leases, model);
        Read(source.ReservedTokens, ReservedTokens, model);
        Read(source.BacklogTokens, BacklogTokens, model);
        Read(source.ObservedMs, ObservedMs, model);
        Read(source.PendingTokens, PendingTokens, model);
    }

    private static void Read(ReadOnlySpan<double> source, Span<double> target, ModelColumns model)
    {
        ReadOnlySpan<int> agents = model.Agents;
        for (int row = 0; row < agents.Length; row++)
        {
            target[row] = source[agents[row]];
        }
    }
}
