using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>What the user may change about a workload; null leaves what the workload says.</summary>
internal sealed record WorkloadSettings
{
    /// <summary>The trace that is replayed.</summary>
    public Trace? Trace { get; init; }

    /// <summary>Number of workers.</summary>
    public int? Workers { get; init; }

    /// <summary>Load without reuse.</summary>
    public double? Load { get; init; }

    /// <summary>Whether the workload's own times are kept, whatever load they mean.</summary>
    public bool KeepTimes { get; init; }

    /// <summary>Whether arrivals with the same timestamp stay together.</summary>
    public bool KeepTicks { get; init; }

    /// <summary>Requests of a synthetic workload.</summary>
    public int? Requests { get; init; }

    /// <summary>Changes to the worker model.</summary>
    public Func<WorkerModel, WorkerModel> Adjust { get; init; } = model => model;

    /// <summary>Workers of one kind.</summary>
    public WorkerModel[] Fleet(int count, WorkerModel model) =>
        [.. Enumerable.Repeat(Adjust(model), Workers ?? count)];

    /// <summary>The load to scale to.</summary>
    public double? LoadOr(double standard) => KeepTimes ? null : Load ?? standard;
}
