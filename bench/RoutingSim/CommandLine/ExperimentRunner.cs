using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>Runs experiments on a fixed number of threads; the rows do not depend on that number.</summary>
internal static class ExperimentRunner
{
    /// <summary>Runs all; rows are ordered by workload, policy and seed.</summary>
    public static List<ResultRow> Run(Experiment experiment, ProgressBar progress, CancellationToken cancellationToken)
    {
        var jobs = (
            from workload in experiment.Workloads
            from seed in Enumerable.Range(0, experiment.Seeds)
            let work = new Lazy<Workload>(() =>
                WorkloadCatalog.Create(workload, experiment.Settings, experiment.Seed + (ulong)seed))
            from policy in experiment.Policies
            select (Work: work, Policy: policy, Seed: experiment.Seed + (ulong)seed)).ToArray();
        var rows = new ResultRow[jobs.Length];
        int done = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = experiment.Threads,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, jobs.Length, parallel, i =>
        {
            var (work, policy, seed) = jobs[i];
            rows[i] = Run(work.Value, policy, seed, experiment.Options);
            jobs[i] = default;
            progress.Show(Interlocked.Increment(ref done), jobs.Length, $"{rows[i].Workload} {policy} seed {seed}");
        });
        progress.Clear();
        return [.. rows
            .OrderBy(row => experiment.Workloads.ToList().IndexOf(row.Workload))
            .ThenBy(row => experiment.Policies.ToList().IndexOf(row.Policy)).ThenBy(row => row.Seed)];
    }

    private static ResultRow Run(Workload work, string policy, ulong seed, SimulationOptions options)
    {
        var run = policy == PolicyCatalog.Clairvoyant
            ? Floor.Run(work)
            : FleetSimulation.Run(work, policy, options, seed);
        return Measurement.Measure(work, policy, seed, run);
    }
}
