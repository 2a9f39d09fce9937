using Xerotier.Routing.Tiers;

namespace Xerotier.Routing;

/// <summary>What the planner needs to know of a request.</summary>
public readonly ref struct RouteRequest
{
    /// <summary>Served name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version asked for; null for any.</summary>
    public string? Version { get; init; }

    /// <summary>Position in <see cref="ServiceTiers.All"/> of the tier that own agents must serve.</summary>
    public required int OwnTier { get; init; }

    /// <summary>The same for shared agents; -1 when they may not serve at all.</summary>
    public int SharedTier { get; init; } = -1;

    /// <summary>The endpoint; agents bound exclusively to others are out.</summary>
    public Guid EndpointId { get; init; }

    /// <summary>The only agents that may serve; empty for any.</summary>
    public ReadOnlySpan<Guid> BoundAgents { get; init; }

    /// <summary>Agents that already failed or refused this request.</summary>
    public ReadOnlySpan<Guid> ExcludedAgents { get; init; }

    /// <summary>Preferred region, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Prompt tokens.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Whether the pick may ignore the scores now and then; off for requests with a deadline.</summary>
    public bool Explore { get; init; } = true;

    /// <summary>Now, Unix milliseconds.</summary>
    public required long NowMs { get; init; }

    /// <summary>A request without any wish.</summary>
    public RouteRequest()
    {
    }
}
