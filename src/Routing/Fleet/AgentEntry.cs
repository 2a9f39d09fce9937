namespace Xerotier.Routing.Fleet;

/// <summary>One agent as it enters a <see cref="FleetView"/>. Times are Unix milliseconds.</summary>
public sealed record AgentEntry
{
    /// <summary>UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>What its state says about new requests.</summary>
    public AgentStanding Standing { get; init; }

    /// <summary>Last sign of life; 0 for never.</summary>
    public long LastSeenMs { get; init; }

    /// <summary>Kept out until then after a failure; 0 when it is not suspect.</summary>
    public long SuspectUntilMs { get; init; }

    /// <summary>Region, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Slugs of the tiers it serves; unknown ones are ignored.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Requests it takes at once.</summary>
    public int Capacity { get; init; }

    /// <summary>Requests in flight.</summary>
    public int Leases { get; init; }

    /// <summary>Tokens reserved by them.</summary>
    public long ReservedTokens { get; init; }

    /// <summary>Prompt tokens of its leases that it still has to process, see <see cref="PrefillBacklog"/>.</summary>
    public long BacklogTokens { get; init; }

    /// <summary>When leases, reserved tokens and backlog were true.</summary>
    public long ObservedMs { get; init; }

    /// <summary>Requests its backend runs; leases stand in where the backend does not say.</summary>
    public int? Running { get; init; }

    /// <summary>Requests its backend queues.</summary>
    public int Waiting { get; init; }

    /// <summary>Share of its KV cache in use, 0 to 1; null when unknown.</summary>
    public double? KvUsage { get; init; }

    /// <summary>Size of its KV cache in tokens; null when unknown.</summary>
    public long? KvTokens { get; init; }

    /// <summary>Share of its recent requests that it failed, 0 to 1; null when it had none.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Most output tokens a second it was seen to make; null when unknown.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Whether it can load models that it is told to load.</summary>
    public bool LoadsModels { get; init; }

    /// <summary>Memory that no loaded model takes, in bytes; null when unknown.</summary>
    public long? MemoryFreeBytes { get; init; }

    /// <summary>Models it has or had.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    /// <summary>The only endpoints it serves; empty for any.</summary>
    public IReadOnlyList<Guid> ExclusiveEndpoints { get; init; } = [];
}
