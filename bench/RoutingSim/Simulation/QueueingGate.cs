using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Simulation;

/// <summary>
/// Queueing mode: workers with one slot and exponential service, no cache, views that are always fresh. Under
/// <c>random</c> each worker is M/M/1, under <c>p2c</c> the fleet is the supermarket model, and both have closed forms.
/// The same worker and event loop as everywhere: a service is a prompt in one chunk.
/// </summary>
internal static class QueueingGate
{
    private const double ServiceMs = 1_000;

    /// <summary>Prompt tokens of a mean service: enough for the exponential to look continuous.</summary>
    private const int ServiceTokens = 1_000_000;

    private const double WarmUp = 0.2;

    /// <summary>Mean sojourn in the closed form, in units of the mean service.</summary>
    /// <param name="choices">1 for M/M/1; d for the best of d with infinitely many workers (Mitzenmacher).</param>
    /// <param name="load">Arrivals per worker and service.</param>
    public static double ClosedForm(int choices, double load)
    {
        if (choices == 1) return 1 / (1 - load);
        double sum = 0;
        for (int i = 1; ; i++)
        {
            double term = Math.Pow(load, (Math.Pow(choices, i) - choices) / (choices - 1));
            if (term < 1e-15) return sum;
            sum += term;
        }
    }

    /// <summary>Mean sojourn as simulated, in the same unit.</summary>
    public static double Simulate(string policy, int workers, double load, int arrivals, ulong seed)
    {
        var work = Build(workers, load, arrivals, seed);
        var log = FleetSimulation.Run(work, policy, new SimulationOptions { SnapshotMs = 0 }, seed).Log;
        double sum = 0;
        for (int i = work.FirstMeasured; i < work.Count; i++) sum += log.FinishedMs[i] - log.ArrivedMs[i];
        return sum / (work.Count - work.FirstMeasured) / ServiceMs;
    }

    private static Workload Build(int workers, double load, int arrivals, ulong seed)
    {
        var random = new Xoshiro256(seed ^ 0x9E3779B97F4A7C15);
        var arrival = new double[arrivals];
        var input = new int[arrivals];
        double at = 0;
        for (int i = 0; i < arrivals; i++)
        {
            arrival[i] = at += random.Exponential(ServiceMs / (workers * load));
            input[i] = 1 + (int)random.Exponential(ServiceTokens);
        }

        var output = new int[arrivals];
        output.AsSpan().Fill(1);
        var model = new WorkerModel
        {
            PrefillRate = ServiceTokens * 1000.0 / ServiceMs,
            StepMs = 0,
            SequenceMs = 0,
            ChunkTokens = int.MaxValue,
            MaxSequences = 1,
            KvTokens = int.MaxValue,
        };
        return new Workload
        {
            Name = "queueing",
            ArrivalMs = arrival,
            Input = input,
            Output = output,
            BlockTokens = int.MaxValue,
            FirstMeasured = (int)(arrivals * WarmUp),
            Workers = [.. Enumerable.Repeat(model, workers)],
        };
    }
}
