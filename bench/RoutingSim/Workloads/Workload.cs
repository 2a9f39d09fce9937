using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>Requests as columns, in order of arrival, and the workers that serve them. Immutable once built.</summary>
internal sealed record Workload
{
    /// <summary>Name in tables and rows.</summary>
    public required string Name { get; init; }

    /// <summary>Arrival in milliseconds, counted from the start of the request's stage.</summary>
    public required double[] ArrivalMs { get; init; }

    /// <summary>Prompt tokens.</summary>
    public required int[] Input { get; init; }

    /// <summary>Tokens to produce, at least 1.</summary>
    public required int[] Output { get; init; }

    /// <summary>Who asks, counted from 0; null when all requests are one client's.</summary>
    public int[]? Client { get; init; }

    /// <summary>Clients.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Block ids of all requests; see <see cref="FirstBlock"/>.</summary>
    public int[] Blocks { get; init; } = [];

    /// <summary>Where a request's blocks begin; null when no prompt shares anything.</summary>
    public int[]? FirstBlock { get; init; }

    /// <summary>Blocks of the prompt.</summary>
    public int[]? PromptBlocks { get; init; }

    /// <summary>Blocks of the prompt and of the answer, which a next turn may build on.</summary>
    public int[]? AllBlocks { get; init; }

    /// <summary>Block ids are below this.</summary>
    public int BlockIds { get; init; }

    /// <summary>Tokens of a block.</summary>
    public int BlockTokens { get; init; } = 512;

    /// <summary>Routers see every so many-th block of a prompt: their blocks are bigger than a worker's.</summary>
    public int RouterStride { get; init; } = 1;

    /// <summary>Index of the first request of each stage; a stage starts when all before it are done.</summary>
    public int[] Stages { get; init; } = [0];

    /// <summary>Requests before this one warm up and are not measured.</summary>
    public int FirstMeasured { get; init; }

    /// <summary>The workers; those that join later included.</summary>
    public required WorkerModel[] Workers { get; init; }

    /// <summary>What happens to workers, in order of time.</summary>
    public FleetChange[] Changes { get; init; } = [];

    /// <summary>Requests.</summary>
    public int Count => ArrivalMs.Length;

    /// <summary>The blocks of a request's prompt.</summary>
    public ReadOnlySpan<int> PromptOf(int request) =>
        FirstBlock is null ? [] : Blocks.AsSpan(FirstBlock[request], PromptBlocks![request]);

    /// <summary>The blocks that a request's answer adds.</summary>
    public ReadOnlySpan<int> AnswerOf(int request) => FirstBlock is null
        ? []
        : Blocks.AsSpan(FirstBlock[request] + PromptBlocks![request], AllBlocks![request] - PromptBlocks[request]);

    /// <summary>Which block ids routers see; null for all.</summary>
    public bool[]? ReportedBlocks { get; private init; }

    /// <summary>The same with <see cref="ReportedBlocks"/>.</summary>
    public Workload Seal()
    {
        if (RouterStride == 1 || FirstBlock is null) return this;
        var reported = new bool[BlockIds];
        for (int i = 0; i < Count; i++)
        {
            for (int b = RouterStride - 1; b < AllBlocks![i]; b += RouterStride)
            {
                reported[Blocks[FirstBlock[i] + b]] = true;
            }
        }

        return this with { ReportedBlocks = reported };
    }
}
