using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>Collects requests and turns them into columns.</summary>
internal sealed class WorkloadBuilder(string name)
{
    private readonly List<double> _arrival = [];
    private readonly List<int> _input = [];
    private readonly List<int> _output = [];
    private readonly List<int> _client = [];
    private readonly List<int> _first = [];
    private readonly List<int> _prompt = [];
    private readonly List<int> _all = [];
    private readonly List<int> _blocks = [];

    /// <summary>Tokens of a block.</summary>
    public int BlockTokens { get; init; } = 512;

    /// <summary>See <see cref="Workload.RouterStride"/>.</summary>
    public int RouterStride { get; init; } = 1;

    /// <summary>Requests so far.</summary>
    public int Count => _arrival.Count;

    /// <summary>Blocks added so far.</summary>
    public int BlockCount => _blocks.Count;

    /// <summary>Adds blocks that requests can refer to; returns where they begin.</summary>
    public int AddBlocks(ReadOnlySpan<int> blocks)
    {
        int first = _blocks.Count;
        _blocks.AddRange(blocks);
        return first;
    }

    /// <summary>Adds a request.</summary>
    public void Add(
        double arrivalMs, int input, int output, int client = 0, int firstBlock = 0, int promptBlocks = 0,
        int allBlocks = 0)
    {
        _arrival.Add(arrivalMs);
        _input.Add(input);
        _output.Add(output);
        _client.Add(client);
        _first.Add(firstBlock);
        _prompt.Add(promptBlocks);
        _all.Add(Math.Max(allBlocks, promptBlocks));
    }

    /// <summary>
    /// Builds the workload. <paramref name="load"/> scales time so that the prompts' tokens need this share of the
    /// fleet's prefill rate without any reuse; null keeps the times.
    /// </summary>
    public Workload Build(
        WorkerModel[] workers, int blockIds, double? load, int clients = 1, int[]? stages = null,
        int firstMeasured = 0)
    {
        double[] arrival = [.. _arrival];
        if (load is { } wanted) Scale(arrival, workers, wanted);
        return new Workload
        {
            Name = name,
            ArrivalMs = arrival,
            Input = [.. _input],
            Output = [.. _output],
            Client = clients > 1 ? [.. _client] : null,
            Clients = clients,
            Blocks = [.. _blocks],
            FirstBlock = [.. _first],
            PromptBlocks = [.. _prompt],
            AllBlocks = [.. _all],
            BlockIds = blockIds,
            BlockTokens = BlockTokens,
            RouterStride = RouterStride,
            Stages = stages ?? [0],
            FirstMeasured = firstMeasured,
            Workers = workers,
        }.Seal();
    }

    private void Scale(double[] arrival, WorkerModel[] workers, double load)
    {
        double tokens = 0;
        foreach (int input in _input) tokens += input;
        double seconds = (arrival[^1] - arrival[0]) / 1000;
        if (seconds <= 0) return;
        double factor = tokens / (workers.Sum(worker => worker.PrefillRate) * seconds) / load;
        double start = arrival[0];
        for (int i = 0; i < arrival.Length; i++) arrival[i] = (arrival[i] - start) * factor;
    }
}
