using Xerotier.RoutingSim.Policies;

namespace Xerotier.RoutingSim.Simulation;

/// <summary>How the workload is run.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Routers that share the requests, each with its own view.</summary>
    public int Routers { get; init; } = 1;

    /// <summary>Interval of snapshots in milliseconds; 0 for a view that is always fresh.</summary>
    public double SnapshotMs { get; init; } = 250;

    /// <summary>Longest wait for room at the router in milliseconds; 0 for no limit.</summary>
    public double QueueLimitMs { get; init; } = 30_000;

    /// <summary>Settings of ours.</summary>
    public RouterTuning Tuning { get; init; } = new();

    /// <summary>Interval in which the clients' service is noted, in milliseconds; 0 for never.</summary>
    public double ServiceSampleMs { get; init; }

    /// <summary>What a prompt token counts as service.</summary>
    public double InputWeight { get; init; } = 1;

    /// <summary>What an output token counts as service.</summary>
    public double OutputWeight { get; init; } = 2;
}
