using Xerotier.Routing.Latency;

namespace Xerotier.Routing.Fleet;

/// <summary>Who has one model, by column; rows of one agent are neighbours, the nearest to serving first.</summary>
internal sealed class ModelColumns(int rows)
{
    /// <summary>Position of the agent in the view.</summary>
    public int[] Agents { get; } = new int[rows];

    /// <summary>How near it is to serving.</summary>
    public ModelReadiness[] Readiness { get; } = new ModelReadiness[rows];

    /// <summary>Whether it has the model loaded, takes requests, and from any endpoint.</summary>
    public bool[] IsReady { get; } = new bool[rows];

    /// <summary>Version, or null.</summary>
    public string?[] Versions { get; } = new string?[rows];

    /// <summary>Context window in tokens; <see cref="int.MaxValue"/> when unknown.</summary>
    public int[] ContextLengths { get; } = new int[rows];

    /// <summary>How fast it serves the model.</summary>
    public LatencyEstimate[] Latencies { get; } = new LatencyEstimate[rows];

    /// <summary>
    /// Fills <see cref="Latencies"/>; an agent of which nothing is known is taken to be as fast as the mean of the
    /// others.
    /// </summary>
    public void Fill(ReadOnlySpan<LatencyEstimate?> known)
    {
        LatencyEstimate mean = Mean(known);
        for (int i = 0; i < known.Length; i++)
        {
            Latencies[i] = known[i] ?? mean;
        }
    }

    private static LatencyEstimate Mean(ReadOnlySpan<LatencyEstimate?> known)
    {
        int count = 0;
        (double Base, double Token, double Step, double Running) sum = default;
        foreach (LatencyEstimate? estimate in known)
        {
            if (estimate is { } value)
            {
                count++;
                sum.Base += value.BaseMs;
                sum.Token += value.MsPerToken;
                sum.Step += value.StepMs;
                sum.Running += value.StepMsPerRunning;
            }
        }

        return count == 0
            ? LatencyEstimate.Default
            : new(sum.Base / count, sum.Token / count, sum.Step / count, sum.Running / count);
    }
}
