using System.Numerics;
using Xerotier.Routing.Latency;

namespace Xerotier.Routing.Fleet;

/// <summary>
/// Who has one model, by column; rows of one agent are neighbours, the nearest to serving first. A row repeats what a
/// decision reads of its agent, so that it is read in order. Columns of figures are padded to whole vectors.
/// </summary>
internal sealed class ModelColumns(int rows)
{
    /// <summary>The number of no version.</summary>
    public const double AnyVersion = 0;

    private const double UnknownVersion = -1;

    /// <summary>Rows.</summary>
    public int Count => rows;

    /// <summary>Whether some agent has several rows.</summary>
    public bool RepeatsAgents { get; private set; }

    /// <summary>Whether every agent of the view has one row, in the same order.</summary>
    public bool IsWholePool { get; private set; }

    /// <summary>Position of the agent in the view.</summary>
    public int[] Agents { get; } = new int[rows];

    /// <summary>The agent's slot in the prefix index.</summary>
    public int[] Slots { get; } = new int[rows];

    /// <summary>Position of the agent's region in the view.</summary>
    public int[] Regions { get; } = new int[rows];

    /// <summary>How near it is to serving.</summary>
    public ModelReadiness[] Readiness { get; } = new ModelReadiness[rows];

    /// <summary>Version, or null.</summary>
    public string?[] Versions { get; } = new string?[rows];

    /// <summary>
    /// The tiers in which it serves any endpoint now: a bit each, none unless it has the model loaded and takes
    /// requests.
    /// </summary>
    public ulong[] OpenTiers { get; } = new ulong[PaddedLength(rows)];

    /// <summary>Last sign of life, Unix milliseconds.</summary>
    public double[] LastSeenMs { get; } = Padded(rows);

    /// <summary>Kept out until then, Unix milliseconds.</summary>
    public double[] SuspectUntilMs { get; } = Padded(rows);

    /// <summary>Number of the version, see <see cref="NumberOf"/>.</summary>
    public double[] VersionNumbers { get; } = Padded(rows);

    /// <summary>Context window in tokens; infinite when unknown.</summary>
    public double[] ContextLengths { get; } = Padded(rows);

    /// <summary>Requests it takes at once.</summary>
    public double[] Capacities { get; } = Padded(rows);

    /// <summary>Size of its KV cache in tokens; infinite when unknown.</summary>
    public double[] KvTokens { get; } = Padded(rows);

    /// <summary>Requests its backend ran.</summary>
    public double[] Running { get; } = Padded(rows);

    /// <summary>Output tokens a second; 0 when unknown.</summary>
    public double[] Throughputs { get; } = Padded(rows);

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

    /// <summary>See <see cref="Prediction.TriesOf"/>.</summary>
    public double[] Tries { get; } = Padded(rows);

    /// <summary>A column of figures that whole vectors can be read from and written to.</summary>
    public static double[] Padded(int rows) => new double[PaddedLength(rows)];

    /// <summary>The length of such a column.</summary>
    public static int PaddedLength(int rows) => (rows + Vector<double>.Count - 1) / Vector<double>.Count
        * Vector<double>.Count;

    /// <summary>A number for a version that some row has; rows of one version share it.</summary>
    /// <param name="version">Null for none.</param>
    public double NumberOf(string? version)
    {
        int row = version is null ? -1 : Array.IndexOf(Versions, version);
        return version is null ? AnyVersion : row < 0 ? UnknownVersion : row + 1;
    }

    /// <summary>Fills what a row says of the model itself.</summary>
    public void Fill(int row, int agent, in ModelEntry model)
    {
        RepeatsAgents |= row > 0 && Agents[row - 1] == agent;
        Agents[row] = agent;
        Readiness[row] = model.Readiness;
        Versions[row] = model.Version;
        VersionNumbers[row] = NumberOf(model.Version);
        ContextLengths[row] = model.ContextLength ?? double.PositiveInfinity;
    }

    /// <summary>Repeats what is known of a row's agent, see <see cref="Agents"/>.</summary>
    public void FillAgent(int row, FleetView view)
    {
        int agent = Agents[row];
        Slots[row] = view.Slots[agent];
        Regions[row] = view.Regions[agent];
        LastSeenMs[row] = view.LastSeenMs[agent];
        SuspectUntilMs[row] = view.SuspectUntilMs[agent];
        Capacities[row] = view.Capacities[agent];
        KvTokens[row] = view.KvTokens[agent];
        Running[row] = view.Running[agent];
        Throughputs[row] = double.IsNaN(view.Throughputs[agent]) ? 0 : view.Throughputs[agent];
        KvShares[row] = Prediction.ShareOf(view.KvUsage[agent]);
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

    /// <summary>All rows are filled.</summary>
    /// <param name="agents">Agents of the view.</param>
    public void Complete(int agents) => IsWholePool = !RepeatsAgents && rows == agents;

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
