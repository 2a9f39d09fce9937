using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Results;
using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Bars;

/// <summary>
/// The fairness set-ups of VTC: first come, first served (any baseline, as there is one worker) against ours, without a
/// limit on waiting.
/// </summary>
internal static class FairnessExperiment
{
    /// <summary>Stands for first come, first served.</summary>
    public const string Fcfs = "least-inflight";

    /// <summary>Figure 3 of the paper.</summary>
    public const string TwoClients = "vtc";

    /// <summary>In place of the paper's trace.</summary>
    public const string ManyClients = "clients-27";

    /// <summary>Both clients of Figure 3 are backlogged at least until then.</summary>
    private const double UntilMs = 500_000;

    /// <summary>Runs all.</summary>
    public static List<FairnessResult> Run(int seeds) =>
    [
        .. from workload in new[] { TwoClients, ManyClients }
           from policy in new[] { Fcfs, PolicyCatalog.Xerotier }
           from seed in Enumerable.Range(1, seeds)
           select Run(workload, policy, (ulong)seed),
    ];

    /// <summary>Runs one.</summary>
    public static FairnessResult Run(string workload, string policy, ulong seed)
    {
        var work = WorkloadCatalog.Create(workload, new WorkloadSettings(), seed);
        var options = new SimulationOptions { QueueLimitMs = 0, ServiceSampleMs = ServiceGap.SampleMs };
        var run = FleetSimulation.Run(work, policy, options, seed);
        double end = workload == TwoClients ? UntilMs : work.ArrivalMs[^1];
        var gaps = workload == TwoClients
            ? ServiceGap.Cumulative(run.Service)[..((int)(end / ServiceGap.SampleMs) + 1)]
            : ServiceGap.Windows(work, run.Service, end);
        return new FairnessResult
        {
            Workload = workload,
            Policy = policy,
            Seed = seed,
            ThroughputTokS = Math.Round(OutputBy(work, run, end) / (end / 1000), 2),
            MaxGap = Math.Round(gaps.Max(), 1),
            MeanGap = Math.Round(gaps.Average(), 1),
            Gaps = [.. gaps.Select(gap => Math.Round(gap, 1))],
        };
    }

    private static double OutputBy(Workload work, Run run, double endMs)
    {
        double tokens = 0;
        for (int i = 0; i < work.Count; i++)
        {
            double first = run.Log.FirstTokenMs[i];
            double last = run.Log.FinishedMs[i];
            if (last == 0 || first > endMs) continue;
            tokens += last <= endMs ? work.Output[i] : work.Output[i] * (endMs - first) / (last - first);
        }

        return tokens;
    }
}
