using System.Runtime.CompilerServices;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Prefixes;
using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Fleet;

/// <summary>
/// A pool of agents compiled for the router: immutable columns, except for the <see cref="LiveLoad"/> of each agent.
/// Built off the request path; a request takes one reference and works on one consistent picture.
/// </summary>
public sealed class FleetView
{
    private readonly Dictionary<Guid, int> _positions;
    private readonly Dictionary<string, ModelColumns> _models;
    private readonly AgentEntry[] _entries;
    private readonly Dictionary<string, int> _regions = new(StringComparer.Ordinal);

    private FleetView(AgentEntry[] entries, FleetView? previous, bool warming, PoolMemory memory)
    {
        IsWarming = warming;
        Memory = memory;
        _entries = entries;
        _positions = new Dictionary<Guid, int>(entries.Length);
        Ids = new Guid[entries.Length];
        Standings = new AgentStanding[entries.Length];
        LastSeenMs = new long[entries.Length];
        SuspectUntilMs = new long[entries.Length];
        TierSets = new uint[entries.Length];
        Capacities = new int[entries.Length];
        Waiting = new int[entries.Length];
        Running = new int[entries.Length];
        KvUsage = new double[entries.Length];
        KvTokens = new double[entries.Length];
        ErrorRates = new double[entries.Length];
        Throughputs = new double[entries.Length];
        Slots = new int[entries.Length];
        Keys = new ulong[entries.Length];
        Regions = new int[entries.Length];
        Exclusive = new Guid[]?[entries.Length];
        Loads = new LiveLoad[entries.Length];
        LoadColumns = new LoadColumns(entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            Fill(i, entries[i], previous);
        }

        RegionNames = [.. _regions.OrderBy(region => region.Value).Select(region => region.Key)];
        _models = CompileModels();
    }

    /// <summary>A view of a pool of which nothing is known yet.</summary>
    public static FleetView Unknown { get; } = new([], null, warming: true, new PoolMemory());

    /// <summary>Whether agents may be missing, because the fleet has just restarted.</summary>
    public bool IsWarming { get; }

    /// <summary>How many agents the pool has, away ones included.</summary>
    public int Count => Ids.Length;

    /// <summary>What the silo remembers of the pool.</summary>
    public PoolMemory Memory { get; }

    internal IReadOnlyList<AgentEntry> Entries => _entries;

    internal Guid[] Ids { get; }

    internal AgentStanding[] Standings { get; }

    internal long[] LastSeenMs { get; }

    internal long[] SuspectUntilMs { get; }

    /// <summary>A bit for each position in <see cref="ServiceTiers.All"/>.</summary>
    internal uint[] TierSets { get; }

    internal int[] Capacities { get; }

    internal int[] Waiting { get; }

    internal int[] Running { get; }

    /// <summary>0 to 1; NaN when unknown.</summary>
    internal double[] KvUsage { get; }

    /// <summary>Infinite when unknown.</summary>
    internal double[] KvTokens { get; }

    /// <summary>0 to 1; NaN when unknown.</summary>
    internal double[] ErrorRates { get; }

    /// <summary>Tokens a second; NaN when unknown.</summary>
    internal double[] Throughputs { get; }

    /// <summary>Slot of each agent in the prefix index.</summary>
    internal int[] Slots { get; }

    /// <summary>Position of each agent's region in <see cref="RegionNames"/>.</summary>
    internal int[] Regions { get; }

    /// <summary>Regions in the pool, each once; empty text for none.</summary>
    internal string[] RegionNames { get; }

    internal Guid[]?[] Exclusive { get; }

    internal LiveLoad[] Loads { get; }

    /// <summary>The same, by column.</summary>
    internal LoadColumns LoadColumns { get; }

    /// <summary>A hash of each agent's id.</summary>
    internal ulong[] Keys { get; }

    /// <summary>Compiles a view.</summary>
    /// <param name="entries">The pool's agents, each id once.</param>
    /// <param name="previous">
    /// The view it replaces, whose live loads and memory it takes over; an entry that is the same object keeps its
    /// figures.
    /// </param>
    /// <param name="warming">See <see cref="IsWarming"/>.</param>
    /// <param name="memory">What the silo remembers; that of the previous view, or an empty one, when null.</param>
    public static FleetView Build(
        IEnumerable<AgentEntry> entries, FleetView? previous = null, bool warming = false, PoolMemory? memory = null)
        => new([.. entries], previous, warming, memory ?? MemoryOf(previous) ?? new PoolMemory());

    private static PoolMemory? MemoryOf(FleetView? previous) =>
        ReferenceEquals(previous, Unknown) ? null : previous?.Memory;

    internal ModelColumns? FindModel(string name) => _models.GetValueOrDefault(name);

    private void Fill(int position, AgentEntry entry, FleetView? previous)
    {
        _positions.Add(entry.Id, position);
        Ids[position] = entry.Id;
        Standings[position] = entry.Standing;
        LastSeenMs[position] = entry.LastSeenMs;
        SuspectUntilMs[position] = entry.SuspectUntilMs;
        Capacities[position] = entry.Capacity;
        Waiting[position] = entry.Waiting;
        Running[position] = entry.Running ?? entry.Leases;
        KvUsage[position] = entry.KvUsage ?? double.NaN;
        KvTokens[position] = entry.KvTokens ?? double.PositiveInfinity;
        ErrorRates[position] = entry.ErrorRate ?? double.NaN;
        Throughputs[position] = entry.TokensPerSecond ?? double.NaN;
        Slots[position] = Memory.Prefixes.SlotOf(entry.Id);
        Keys[position] = Fingerprint.Of(Unsafe.BitCast<Guid, UInt128>(entry.Id));
        Regions[position] = RegionOf(entry.Region ?? "");
        Exclusive[position] = entry.ExclusiveEndpoints.Count == 0 ? null : [.. entry.ExclusiveEndpoints];
        Loads[position] = LoadOf(entry, previous);
        Loads[position].Attach(LoadColumns, position);
        foreach (string tier in entry.Tiers)
        {
            int bit = ServiceTiers.IndexOf(tier);
            TierSets[position] |= bit < 0 ? 0 : 1u << bit;
        }
    }

    private int RegionOf(string region)
    {
        if (!_regions.TryGetValue(region, out int number))
        {
            _regions.Add(region, number = _regions.Count);
        }

        return number;
    }

    private static LiveLoad LoadOf(AgentEntry entry, FleetView? previous)
    {
        LiveLoad load;
        if (previous is not null && previous._positions.TryGetValue(entry.Id, out int position))
        {
            load = previous.Loads[position];
            if (ReferenceEquals(previous._entries[position], entry))
            {
                return load;
            }
        }
        else
        {
            load = new LiveLoad();
        }

        load.Observe(entry.Leases, entry.ReservedTokens, entry.BacklogTokens, entry.ObservedMs);
        return load;
    }

    private Dictionary<string, ModelColumns> CompileModels()
    {
        var rows = new Dictionary<string, List<(int Agent, ModelEntry Model)>>(StringComparer.Ordinal);
        for (int i = 0; i < _entries.Length; i++)
        {
            foreach (ModelEntry model in _entries[i].Models.OrderByDescending(model => model.Readiness))
            {
                if (!rows.TryGetValue(model.Name, out List<(int, ModelEntry)>? list))
                {
                    rows.Add(model.Name, list = []);
                }

                list.Add((i, model));
            }
        }

        var models = new Dictionary<string, ModelColumns>(rows.Count, StringComparer.Ordinal);
        foreach ((string name, List<(int Agent, ModelEntry Model)> list) in rows)
        {
            var columns = new ModelColumns(list.Count);
            var latencies = new LatencyEstimate?[list.Count];
            for (int i = 0; i < list.Count; i++)
            {
                columns.Fill(i, list[i].Agent, list[i].Model);
                columns.FillAgent(i, this);
                latencies[i] = list[i].Model.Latency;
            }

            columns.FillSpeeds(latencies);
            columns.Complete(_entries.Length);
            models.Add(name, columns);
        }

        return models;
    }
}
