using System.CommandLine;
using System.Globalization;
using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>The flags of an experiment.</summary>
internal sealed class ExperimentFlags
{
    private const string All = "all";

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "Replay this trace (Mooncake JSONL or .gz): timestamp, input_length, output_length, hash_ids.",
    };

    private readonly Option<string?> _workload = new("--workload")
    {
        Description = $"Synthetic workloads, separated by commas, or all: {string.Join(", ", WorkloadCatalog.Names)}.",
    };

    private readonly Option<string> _policy = new("--policy")
    {
        Description = $"Policies, separated by commas, or all: {string.Join(", ", PolicyCatalog.Names)}.",
        DefaultValueFactory = _ => All,
    };

    private readonly Option<string?> _load = new("--load")
    {
        Description = "Scale time to this load without reuse (trace: 0.8), or 'trace' to keep the times.",
    };

    private readonly Option<int?> _workers = BoundedOption.Positive<int?>("--workers", "Workers (trace: 8).");

    private readonly Option<int> _routers = BoundedOption.Positive("--routers", "Routers that share the requests.", 1);

    private readonly Option<ulong> _seed = BoundedOption.Positive("--seed", "First seed.", 1UL);

    private readonly Option<int> _seeds = BoundedOption.Positive("--seeds", "Number of seeds.", 1);

    private readonly Option<double> _queueLimit =
        BoundedOption.NotNegative("--queue-limit", "Longest wait at the router in seconds; 0 for no limit.", 30.0);

    private readonly Option<double> _snapshot =
        BoundedOption.NotNegative("--snapshot-ms", "Interval of snapshots in ms; 0 for always fresh.", 250.0);

    private readonly Option<bool> _keepTicks = new("--keep-ticks")
    {
        Description = "Leave arrivals with one timestamp together instead of spreading them over their tick.",
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Write rows to this file, and one SVG plot a workload beside it.",
    };

    private readonly Option<int?> _requests =
        BoundedOption.Positive<int?>("--requests", "Requests of a synthetic workload.");

    private readonly Option<int> _threads =
        BoundedOption.Positive("--threads", "Runs at a time.", Environment.ProcessorCount);

    private readonly WorkerFlags _worker = new();
    private readonly TuningFlags _tuning = new();

    /// <summary>Where rows go; null for nowhere.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _trace, _workload, _workers, _routers, _policy, _seed, _seeds, _load, _queueLimit, _json, _keepTicks,
            _snapshot, _requests, _threads,
        ];
        foreach (var option in options) command.Add(option);
        _worker.AddTo(command);
        _tuning.AddTo(command);
    }

    /// <summary>Reads an experiment.</summary>
    /// <exception cref="ArgumentException">Flags do not go together, or a name is unknown.</exception>
    public Experiment Read(ParseResult parsed)
    {
        string? trace = parsed.GetValue(_trace);
        string? workload = parsed.GetValue(_workload);
        if (trace is null && workload is null) throw new ArgumentException("One of --trace and --workload is needed.");
        string[] known = [.. WorkloadCatalog.Names.Where(name => trace is not null || name != WorkloadCatalog.Trace)];
        string? load = parsed.GetValue(_load);
        bool keepTimes = load == WorkloadCatalog.Trace;
        return new Experiment
        {
            Workloads = workload is null ? [WorkloadCatalog.Trace] : Names(workload, known, "workload"),
            Policies = Names(parsed.GetValue(_policy)!, PolicyCatalog.Names, "policy"),
            Seed = parsed.GetValue(_seed),
            Seeds = parsed.GetValue(_seeds),
            Threads = parsed.GetValue(_threads),
            Settings = new WorkloadSettings
            {
                Trace = trace is null ? null : TraceReader.Read(trace),
                Workers = parsed.GetValue(_workers),
                Load = load is null || keepTimes ? null : ReadLoad(load),
                KeepTimes = keepTimes,
                KeepTicks = parsed.GetValue(_keepTicks),
                Requests = parsed.GetValue(_requests),
                Adjust = _worker.Read(parsed),
            },
            Options = new SimulationOptions
            {
                Routers = parsed.GetValue(_routers),
                SnapshotMs = parsed.GetValue(_snapshot),
                Tuning = _tuning.Read(parsed),
                QueueLimitMs = parsed.GetValue(_queueLimit) * 1000,
            },
        };
    }

    private static string[] Names(string text, IReadOnlyList<string> known, string what)
    {
        if (text == All) return [.. known];
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) throw new ArgumentException($"Name a {what}, or all.");
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new ArgumentException($"Unknown {what} '{unknown}'; known are {string.Join(", ", known)}.")
            : names;
    }

    private static double ReadLoad(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double load) && load > 0
            && double.IsFinite(load)
            ? load
            : throw new ArgumentException($"--load must be a positive number or '{WorkloadCatalog.Trace}'.");
}
