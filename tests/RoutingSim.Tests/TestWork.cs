using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Tests;

/// <summary>Small workloads.</summary>
internal static class TestWork
{
    /// <summary>A fleet whose figures are easy to reckon with: 1 token a ms, 10 ms a step, 1 ms a sequence.</summary>
    public static WorkerModel Simple { get; } = new()
    {
        PrefillRate = 1_000,
        StepMs = 10,
        SequenceMs = 1,
        ChunkTokens = 100,
        MaxSequences = 4,
        KvTokens = 10_000,
    };

    /// <summary>Requests without shared prompts.</summary>
    public static Workload Plain(WorkerModel[] workers, params (double AtMs, int Input, int Output)[] requests)
    {
        var builder = new WorkloadBuilder("test");
        foreach (var (at, input, output) in requests) builder.Add(at, input, output);
        return builder.Build(workers, 0, load: null);
    }

    /// <summary>Requests whose prompts consist of blocks of 10 tokens.</summary>
    public static Workload Blocks(WorkerModel[] workers, params (double AtMs, int Output, int[] Blocks)[] requests)
    {
        var builder = new WorkloadBuilder("test") { BlockTokens = 10 };
        foreach (var (at, output, blocks) in requests)
        {
            int first = builder.AddBlocks(blocks);
            builder.Add(at, blocks.Length * 10, output, firstBlock: first, promptBlocks: blocks.Length);
        }

        return builder.Build(workers, requests.Max(request => request.Blocks.Max()) + 1, load: null);
    }

    /// <summary>A few hundred requests of a named workload.</summary>
    public static Workload Named(string name, int requests, ulong seed = 1) => WorkloadCatalog.Create(
        name, new WorkloadSettings { Requests = requests, Trace = SmallTrace() }, seed);

    /// <summary>A trace of 200 requests, four to a tick, of which half build on an earlier one.</summary>
    public static Trace SmallTrace() => new(
        [.. Enumerable.Range(0, 200).Select(i => new TraceRequest(
            i / 4 * 3_000, 2_048, 100, [0, 1 + (i % 100), 101 + i, 301 + i]))],
        501);
}
