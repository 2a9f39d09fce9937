namespace Xerotier.RoutingSim.Policies;

/// <summary>A request as a policy sees it.</summary>
internal readonly ref struct Question
{
    /// <summary>Index in the workload.</summary>
    public required int Request { get; init; }

    /// <summary>Now, in milliseconds of the run.</summary>
    public required double NowMs { get; init; }

    /// <summary>Prompt tokens.</summary>
    public required int Input { get; init; }

    /// <summary>Output tokens as the router expects them.</summary>
    public required double ExpectedOutput { get; init; }

    /// <summary>Who asks; empty when there is only one.</summary>
    public required string Project { get; init; }

    /// <summary>Routers see every so many-th of <see cref="Blocks"/>.</summary>
    public required int Stride { get; init; }

    /// <summary>Blocks of the prompt.</summary>
    public required ReadOnlySpan<int> Blocks { get; init; }

    /// <summary>Prompt tokens that each worker is thought to hold.</summary>
    public required ReadOnlySpan<int> CachedTokens { get; init; }
}
