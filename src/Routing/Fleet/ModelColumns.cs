using System.Numerics;
using Xerotier.Routing.Latency;

namespace Xerotier.Routing.Fleet;

/// <summary>
/// Who has one model, by column; rows of one agent are neighbours, the nearest to serving first. A row repeats what a
/// decision reads of its agent, so that it is read in order. Columns of figures are padded to whole vectors.
/// </summary>
internal sealed class ModelColumns(int rows)
{
    /// <summary>Rows.</summary>
    public int Count => rows;

    /// <summary>Position of the agent in the view.</summary>
    public int[] Agents { get; } = new int[rows];

    /// <summary>The agent's slot in the prefix index.</summary>
    public int[] Slots { get; } = new int[rows];

    /// <summary>Position of the agent's region in the view.</summary>
    public int[] Regions { get; } = new int[rows];

    /// <summary>The agent's live load.</summary>
    public LiveLoad[] Loads { get; } = new LiveLoad[rows];

    /// <summary>How near it is to serving.</summary>
    public ModelReadiness[] Readiness { get; } = new ModelReadiness[rows];

    /// <summary>
    /// The tiers in which it serves any endpoint now: a bit each, none unless it has the model loaded and takes
    /// requests.
    /// </summary>
    public uint[] OpenTiers { get; } = new uint[rows];

    /// <summary>Last sign of life, Unix milliseconds.</summary>
    public long[] LastSeenMs { get; } = new long[rows];

    /// <summary>Kept out until then, Unix milliseconds.</summary>
    public long[] SuspectUntilMs { get; } = new long[rows];

    /// <summary>Version, or null.</summary>
    public string?[] Versions { get; } = new string?[rows];

    /// <summary>Context window in tokens; <see cref="int.MaxValue"/> when unknown.</summary>
    public int[] ContextLengths { get; } = new int[rows];

    /// <summary>Requests it takes at once.</summary>
    public int[] Capacities { get; } = new int[rows];

    /// <summary>Size of its KV cache in tokens; <see cref="long.MaxValue"/> when unknown.</summary>
    public long[] KvTokens { get; } = new long[rows];

    /// <summary>Requests its backend ran.</summary>
    public int[] Running { get; } = new int[rows];

    /// <summary>Output tokens a second; NaN when unknown.</summary>
    public double[] Throughputs { get; } = new double[rows];

    /// <summary>See <see cref="LatencyEstimate.BaseMs"/>.</summary>
    public double[] BaseMs { get; } = Padded(rows);

    /// <summary>See <see cref="LatencyEstimate.MsPerToken"/>.</summary>
    public double[] MsPerToken { get; } = Padded(rows);

    /// <summary>See <see cref="LatencyEstimate.StepMs"/>.</summary>
    public double[] StepMs { get; } = Padded(rows);

    /// <summary>See <see cref="LatencyEstimate.StepMsPerRunning"/>.</summary>
    public double[] StepMsPerRunning { get; } = Padded(rows);

    /// <summary>Share of the KV cache in use, a guess when unknown.</summary>
    public double[] KvShares { get; } = Padded(rows);

    /// <summary>See <see cref="Prediction.CrowdingOf"/>.</summary>
    public double[] Crowding { get; } = Padded(rows);

    /// <summary>See <see cref="Prediction.TriesOf"/>.</summary>
    public double[] Tries { get; } = Padded(rows);

    /// <summary>A column of figures that whole vectors can be read from and written to.</summary>
    public static double[] Padded(int rows) => new double[PaddedLength(rows)];

    /// <summary>The length of such a column.</summary>
    public static int PaddedLength(int rows) => (rows + Vector<double>.Count - 1) / Vector<double>.Count
        * Vector<double>.Count;

    /// <summary>Repeats what is known of a row's agent, see <see cref="Agents"/>.</summary>
    public void FillAgent(int row, FleetView view)
    {
        int agent = Agents[row];
        Slots[row] = view.Slots[agent];
        Regions[row] = view.Regions[agent];
        Loads[row] = view.Loads[agent];
        LastSeenMs[row] = view.LastSeenMs[agent];
        SuspectUntilMs[row] = view.SuspectUntilMs[agent];
        Capacities[row] = view.Capacities[agent];
        KvTokens[row] = view.KvTokens[agent];
        Running[row] = view.Running[agent];
        Throughputs[row] = view.Throughputs[agent];
        KvShares[row] = Prediction.ShareOf(view.KvUsage[agent]);
        Crowding[row] = Prediction.CrowdingOf(KvShares[row]);
        Tries[row] = Prediction.TriesOf(view.ErrorRates[agent]);
        bool isOpen = Readiness[row] == ModelReadiness.Loaded
            && view.Standings[agent] == AgentStanding.Available
            && view.Exclusive[agent] is null;
        OpenTiers[row] = isOpen ? view.TierSets[agent] : 0;
    }

    /// <summary>
    /// Fills the columns of speed; an agent of which nothing is known is taken to be as fast as the mean of the
    /// others.
    /// </summary>
    public void FillSpeeds(ReadOnlySpan<LatencyEstimate?> known)
    {
        LatencyEstimate mean = Mean(known);
        for (int i = 0; i < known.Length; i++)
        {
            (BaseMs[i], MsPerToken[i], StepMs[i], StepMsPerRunning[i]) = known[i] ?? mean;
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
