using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Results;

/// <summary>
/// How unequal the service of clients is, from samples of what each has had so far (1 a prompt token, 2 an output
/// token).
/// </summary>
internal static class ServiceGap
{
    /// <summary>Samples in a window: service is compared over the last minute.</summary>
    private const int WindowSamples = 6;

    /// <summary>Between samples, in milliseconds.</summary>
    public const double SampleMs = 10_000;

    /// <summary>Difference of the service two clients have had so far, a sample.</summary>
    public static double[] Cumulative(List<double[]> service) => [.. service.Select(row => Math.Abs(row[0] - row[1]))];

    /// <summary>
    /// For each window of 60 s, moved by 10 s: the sum over clients of what each got less than the best served one,
    /// but not counting what it did not ask for; in service a second. A client asked for what arrived in the window
    /// and what it still had open when the window began.
    /// </summary>
    public static double[] Windows(Workload work, List<double[]> service, double untilMs)
    {
        var gaps = new List<double>();
        var demand = Demand(work, service.Count);
        for (int end = WindowSamples; end < service.Count && end * SampleMs <= untilMs; end++)
        {
            int start = end - WindowSamples;
            double best = 0;
            for (int client = 0; client < work.Clients; client++)
            {
                best = Math.Max(best, service[end][client] - service[start][client]);
            }

            double gap = 0;
            for (int client = 0; client < work.Clients; client++)
            {
                double got = service[end][client] - service[start][client];
                double asked = demand[end][client] - service[start][client];
                gap += Math.Max(0, Math.Min(best, asked) - got);
            }

            gaps.Add(gap / (WindowSamples * SampleMs / 1000));
        }

        return [.. gaps];
    }

    private static double[][] Demand(Workload work, int samples)
    {
        var demand = new double[samples][];
        var sum = new double[work.Clients];
        int next = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            for (; next < work.Count && work.ArrivalMs[next] <= sample * SampleMs; next++)
            {
                sum[work.Client![next]] += work.Input[next] + (2.0 * work.Output[next]);
            }

            demand[sample] = (double[])sum.Clone();
        }

        return demand;
    }
}
