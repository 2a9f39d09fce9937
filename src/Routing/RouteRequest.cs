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

    /// <summary>The project that asks; empty when fairness between projects does not matter.</summary>
    public string ProjectId { get; init; } = "";

    /// <summary>The endpoint; agents bound exclusively to others are out.</summary>
    public Guid EndpointId { get; init; }

    /// <summary>The only agents that may serve; empty for any.</summary>
    public ReadOnlySpan<Guid> BoundAgents { get; init; }

    /// <summary>Agents that already failed or refused this request.</summary>
    public ReadOnlySpan<Guid> ExcludedAgents { get; init; }

    /// <summary>Preferred region, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Prompt tokens, estimated.</summary>
    public int PromptTokens { get; init; }

    /// <summary>Names of the prompt's full blocks, see <see cref="Prefixes.PromptBlocks"/>; may be empty.</summary>
    public ReadOnlySpan<UInt128> PromptBlocks { get; init; }

    /// <summary>Output tokens to reserve: the smaller of what is allowed and what is expected.</summary>
    public int ExpectedOutputTokens { get; init; }

    /// <summary>Wanted time to first token in ms; NaN for no wish.</summary>
    public double SloTtftMs { get; init; } = double.NaN;

    /// <summary>Wanted time per output token in ms; NaN for no wish.</summary>
    public double SloTpotMs { get; init; } = double.NaN;

    /// <summary>The endpoint's own sharpness; NaN for the policy's.</summary>
    public double Sharpness { get; init; } = double.NaN;

    /// <summary>The endpoint's own share of exploring picks; NaN for the policy's.</summary>
    public double Exploration { get; init; } = double.NaN;

    /// <summary>Whether the decision will be explained: then signals without weight are scored too.</summary>
    public bool Explain { get; init; }

    /// <summary>Now, Unix milliseconds.</summary>
    public required long NowMs { get; init; }

    /// <summary>A request without any wish.</summary>
    public RouteRequest()
    {
    }

    internal bool HasSlo => !double.IsNaN(SloTtftMs) || !double.IsNaN(SloTpotMs);
}
