namespace Xerotier.Routing.Tiers;

/// <summary>What an endpoint's tier allows and how it is scheduled.</summary>
public sealed record ServiceTier
{
    /// <summary>Slug used in endpoints, join keys and agents.</summary>
    public required string Slug { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Scheduling priority, 10 to 30; higher goes first.</summary>
    public required int Priority { get; init; }

    /// <summary>Prompt plus completion tokens per minute and API key; 0 for unlimited.</summary>
    public required int TokensPerMinute { get; init; }

    /// <summary>Requests per minute and API key; 0 for unlimited.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>Longest time until an agent's answer begins, and for the whole of an answer that is not
    /// streamed.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>Longest silence within a streamed answer.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>Whether answers may be streamed.</summary>
    public bool Streaming { get; init; } = true;

    /// <summary>Whether batches may use the tier.</summary>
    public bool Batching { get; init; } = true;

    /// <summary>Most requests of one endpoint in flight at once.</summary>
    public required int MaxConcurrentRequests { get; init; }

    /// <summary>Most requests in one batch step.</summary>
    public required int MaxBatchSize { get; init; }

    /// <summary>Most endpoints a project may have while it uses the tier's plan; null for no limit.</summary>
    public int? MaxEndpoints { get; init; }

    /// <summary>Most models a project may have while it uses the tier's plan; null for no limit.</summary>
    public int? MaxModels { get; init; }

    /// <summary>Whether shared agents serve the tier without a fallback; only <c>self_hosted</c> is not.</summary>
    public bool Shared { get; init; } = true;
}
