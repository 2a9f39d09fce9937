using Xerotier.RoutingSim.CommandLine;
using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Bars;

/// <summary>All experiments behind the bars.</summary>
internal static class Setups
{
    private const string LlmD = "llm-d";

    /// <summary>The experiments; those of the trace only when there is one.</summary>
    public static IEnumerable<Setup> All(Trace? trace, int seeds)
    {
        var settings = new WorkloadSettings { Trace = trace };
        if (trace is not null)
        {
            yield return Ranked("trace", "trace at load 0.8", WorkloadCatalog.Trace, seeds, settings);
            yield return Ranked(
                "trace-load-0.5", "trace at load 0.5", WorkloadCatalog.Trace, seeds, settings with { Load = 0.5 });
            yield return Ranked(
                "trace-load-0.95", "trace at load 0.95", WorkloadCatalog.Trace, seeds, settings with { Load = 0.95 });
        }

        string[] synthetic =
        [
            LlmD, "regime-a", "regime-b", "regime-c", "regime-d", "conversations", "bursts", "heterogeneous", "churn",
        ];
        foreach (string workload in synthetic) yield return Ranked(workload, workload, workload, seeds, settings);
        foreach (var setup in Variants(settings, seeds)) yield return setup;
    }

    private static IEnumerable<Setup> Variants(WorkloadSettings settings, int seeds)
    {
        string[] workloads = settings.Trace is null ? [LlmD] : [WorkloadCatalog.Trace, LlmD];
        foreach (string workload in workloads)
        {
            foreach (int routers in new[] { 1, 8 })
            {
                yield return Ours(
                    $"{workload}-routers-{routers}", $"{workload}, {routers} router(s), snapshots 1 s old", workload,
                    seeds, settings, new SimulationOptions { Routers = routers, SnapshotMs = 1_000 });
            }

            yield return Ours(
                $"{workload}-epsilon-0", $"{workload} without exploration", workload, seeds, settings,
                new SimulationOptions { Tuning = new RouterTuning { Exploration = 0 } });
        }
    }

    private static Setup Ranked(string name, string title, string workload, int seeds, WorkloadSettings settings) =>
        new(name, title, true, new Experiment
        {
            Workloads = [workload],
            Policies = PolicyCatalog.Names,
            Seeds = seeds,
            Settings = settings,
        });

    private static Setup Ours(
        string name, string title, string workload, int seeds, WorkloadSettings settings, SimulationOptions options) =>
        new(name, title, false, new Experiment
        {
            Workloads = [workload],
            Policies = [PolicyCatalog.Xerotier],
            Seeds = seeds,
            Settings = settings,
            Options = options,
        });
}
