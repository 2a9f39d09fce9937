using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>Workloads x policies x seeds.</summary>
internal sealed record Experiment
{
    /// <summary>Names of workloads.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>Names of policies.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>First seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of seeds, one after the other.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>What differs from the workloads as they are.</summary>
    public WorkloadSettings Settings { get; init; } = new();

    /// <summary>How they are run.</summary>
    public SimulationOptions Options { get; init; } = new();

    /// <summary>Runs at a time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
