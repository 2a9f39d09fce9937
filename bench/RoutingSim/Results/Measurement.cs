using Xerotier.RoutingSim.Simulation;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Results;

/// <summary>Turns a run into a row.</summary>
internal static class Measurement
{
    private const double WindowMs = 60_000;

    /// <summary>Measures a run.</summary>
    public static ResultRow Measure(Workload work, string policy, ulong seed, Run run)
    {
        var log = run.Log;
        var sums = default(Sums);
        var ttft = new List<double>(work.Count - work.FirstMeasured);
        double firstArrival = double.MaxValue;
        for (int i = work.FirstMeasured; i < work.Count; i++)
        {
            firstArrival = Math.Min(firstArrival, log.ArrivedMs[i]);
            if (log.FinishedMs[i] == 0) continue;
            double first = log.FirstTokenMs[i] - log.ArrivedMs[i];
            ttft.Add(first);
            sums.Add(first, log.FinishedMs[i] - log.ArrivedMs[i], work.Input[i], work.Output[i], log.Cached[i]);
        }

        ttft.Sort();
        double seconds = Math.Max(1e-9, (run.EndMs - firstArrival) / 1000);
        return new ResultRow
        {
            Workload = work.Name,
            Policy = policy,
            Seed = seed,
            Requests = work.Count - work.FirstMeasured,
            Rejected = work.Count - work.FirstMeasured - ttft.Count,
            TtftMeanMs = Round(sums.Ttft / Math.Max(1, ttft.Count)),
            TtftP50Ms = Round(Percentile(ttft, 0.5)),
            TtftP90Ms = Round(Percentile(ttft, 0.9)),
            TtftP99Ms = Round(Percentile(ttft, 0.99)),
            TpotMeanMs = Round(sums.Tpot / Math.Max(1, sums.Decoded)),
            E2eMeanMs = Round(sums.E2e / Math.Max(1, ttft.Count)),
            ThroughputTokS = Round(sums.Output / seconds),
            HitRatio = Math.Round(sums.Cached / Math.Max(1, sums.Input), 5),
            LoadCv = Math.Round(LoadCv(work, run), 5),
        };
    }

    /// <summary>The smallest value with at least this share of the values at or below it.</summary>
    public static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    private static double Round(double value) => Math.Round(value, 3);

    private static double LoadCv(Workload work, Run run)
    {
        var windows = new Dictionary<long, double[]>();
        for (int i = work.FirstMeasured; i < work.Count; i++)
        {
            if (run.Log.FinishedMs[i] == 0) continue;
            long window = (long)(run.Log.ArrivedMs[i] / WindowMs);
            if (!windows.TryGetValue(window, out double[]? tokens))
            {
                windows.Add(window, tokens = new double[work.Workers.Length]);
            }

            tokens[run.Log.Worker[i]] += work.Input[i] + work.Output[i];
        }

        return windows.Count == 0 ? 0 : windows.Values.Average(Variation);
    }

    private static double Variation(double[] values)
    {
        double mean = values.Average();
        return mean == 0 ? 0 : Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) / mean;
    }

    private struct Sums
    {
        public double Ttft, E2e, Tpot, Input, Output, Cached;
        public int Decoded;

        public void Add(double ttft, double e2e, int input, int output, int cached)
        {
            Ttft += ttft;
            E2e += e2e;
            Input += input;
            Output += output;
            Cached += cached;
            if (output == 1) return;
            Tpot += (e2e - ttft) / (output - 1);
            Decoded++;
        }
    }
}
