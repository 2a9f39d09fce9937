namespace Xerotier.Routing.Tiers;

/// <summary>What an endpoint's tier allows, how it is scheduled and what it costs.</summary>
public sealed record ServiceTier
{
    /// <summary>Slug used in endpoints, join keys and agents.</summary>
    public required string Slug { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>What the tier is for, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>Hardware that serves it, for people.</summary>
    public required string Accelerator { get; init; }

    /// <summary>Kind of that hardware, as tiers are matched.</summary>
    public required AcceleratorClass AcceleratorClass { get; init; }

    /// <summary>Scheduling priority, 10 to 30; higher goes first.</summary>
    public required int Priority { get; init; }

    /// <summary>Prompt plus completion tokens per minute and API key; 0 for unlimited.</summary>
    public required int TokensPerMinute { get; init; }

    /// <summary>Requests per minute and API key; 0 for unlimited.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>What is charged by.</summary>
    public required TierPricing Pricing { get; init; }

    /// <summary>US dollars for a million tokens; null when tokens are not what is paid for.</summary>
    public decimal? UsdPerMillionTokens { get; init; }

    /// <summary>
    /// Longest time until an agent's answer begins, for the whole of an answer that is not streamed, and for a silence
    /// within a streamed one.
    /// </summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>How long a loaded model may stay unused before it is unloaded.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>Whether answers may be streamed.</summary>
    public bool Streaming { get; init; } = true;

    /// <summary>Whether batches may use the tier.</summary>
    public bool Batching { get; init; } = true;

    /// <summary>
    /// Most requests of one project in flight at once on one agent; further agents take further ones.
    /// </summary>
    public required int MaxConcurrentRequests { get; init; }

    /// <summary>Most requests in one batch step.</summary>
    public required int MaxBatchSize { get; init; }

    /// <summary>Largest model, in bytes of all its files; null for no limit.</summary>
    public long? MaxModelBytes { get; init; }

    /// <summary>Most endpoints a project may have while it uses the tier's plan; null for no limit.</summary>
    public int? MaxEndpoints { get; init; }

    /// <summary>Most models a project may have while it uses the tier's plan; null for no limit.</summary>
    public int? MaxModels { get; init; }

    /// <summary>
    /// Whether the platform's agents serve it, for many projects at once; only <c>self_hosted</c> is a project's own.
    /// </summary>
    public bool Shared { get; init; } = true;

    /// <summary>Deprecated slugs that mean this tier.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];
}
