using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Stored form of an agent, version 1. Heartbeats are never part of it; tokens are hashes.</summary>
[GenerateSerializer, Alias("xerotier.agent-record")]
internal sealed class AgentRecord : IDurableState<AgentRecord>
{
    [Id(0)]
    public Guid Id { get; set; }

    [Id(1)]
    public string ProjectId { get; set; } = "";

    [Id(2)]
    public string Name { get; set; } = "";

    [Id(3)]
    public string AgentVersion { get; set; } = "";

    [Id(4)]
    public string? Region { get; set; }

    [Id(5)]
    public string[] SupportedTiers { get; set; } = [];

    [Id(6)]
    public string[] Accelerators { get; set; } = [];

    [Id(7)]
    public int MaxConcurrentRequests { get; set; }

    [Id(8)]
    public long? StorageLimitBytes { get; set; }

    [Id(9)]
    public string? Description { get; set; }

    [Id(10)]
    public string? DirectUrl { get; set; }

    [Id(11)]
    public AgentState State { get; set; }

    [Id(12)]
    public DateTimeOffset Created { get; set; }

    /// <summary>As of the last state transition.</summary>
    [Id(13)]
    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>Null once the tokens are revoked.</summary>
    [Id(14)]
    public string? TokenHash { get; set; }

    [Id(15)]
    public string? RotationHash { get; set; }

    [Id(16)]
    public DateTimeOffset TokenExpires { get; set; }

    /// <summary>Hashes of used rotation tokens, newest last.</summary>
    [Id(17)]
    public string[] SpentRotations { get; set; } = [];

    [Id(18)]
    public string[] KnownModels { get; set; } = [];

    [Id(19)]
    public Guid[] ExclusiveEndpoints { get; set; } = [];

    /// <summary>State transitions, newest last.</summary>
    [Id(20)]
    public AgentRecordEvent[] Events { get; set; } = [];

    /// <inheritdoc/>
    public AgentRecord Copy() => (AgentRecord)MemberwiseClone();
}
