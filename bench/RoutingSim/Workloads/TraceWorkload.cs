using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>Replays a trace.</summary>
internal static class TraceWorkload
{
    private const int Workers = 8;
    private const double Load = 0.8;

    /// <summary>
    /// Builds the workload; arrivals of one tick are spread over it unless they are to stay together.
    /// </summary>
    public static Workload Create(WorkloadSettings settings, ulong seed)
    {
        var trace = settings.Trace
            ?? throw new ArgumentException("The workload trace needs a trace.", nameof(settings));
        double[] times = [.. trace.Requests.Select(request => request.TimestampMs)];
        if (!settings.KeepTicks) Spread(times, new Xoshiro256(seed));
        var builder = new WorkloadBuilder(WorkloadCatalog.Trace);
        double start = times[0];
        for (int i = 0; i < times.Length; i++)
        {
            var request = trace.Requests[i];
            int first = builder.AddBlocks(request.Blocks);
            builder.Add(
                times[i] - start, request.Input, request.Output, firstBlock: first,
                promptBlocks: request.Blocks.Length);
        }

        return builder.Build(
            settings.Fleet(Workers, new WorkerModel()), trace.BlockIds, settings.LoadOr(Load));
    }

    private static void Spread(double[] times, Xoshiro256 random)
    {
        double tick = 0;
        int from = 0;
        while (from < times.Length)
        {
            int to = from + 1;
            while (to < times.Length && times[to] == times[from]) to++;
            if (to < times.Length) tick = times[to] - times[from];
            double start = times[from];
            for (int i = from; i < to; i++) times[i] = start + (random.NextDouble() * tick);
            Array.Sort(times, from, to - from);
            from = to;
        }
    }
}
