using Orleans;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Fleet;

/// <summary>Stored form of a fleet's agent: what tells whether it could serve a request if it were back.</summary>
[GenerateSerializer, Alias("xerotier.roster-entry")]
internal sealed class RosterEntry
{
    [Id(0)]
    public Guid AgentId { get; set; }

    [Id(1)]
    public string? Region { get; set; }

    [Id(2)]
    public string[] SupportedTiers { get; set; } = [];

    [Id(3)]
    public string[] KnownModels { get; set; } = [];

    [Id(4)]
    public Guid[] ExclusiveEndpoints { get; set; } = [];

    public static RosterEntry Of(AgentSnapshot agent) => new()
    {
        AgentId = agent.AgentId,
        Region = agent.Region,
        SupportedTiers = [.. agent.SupportedTiers],
        KnownModels = [.. agent.KnownModels],
        ExclusiveEndpoints = [.. agent.ExclusiveEndpoints],
    };

    public bool SaysTheSameAs(RosterEntry other) =>
        Region == other.Region
        && SupportedTiers.SequenceEqual(other.SupportedTiers)
        && KnownModels.SequenceEqual(other.KnownModels)
        && ExclusiveEndpoints.SequenceEqual(other.ExclusiveEndpoints);

    /// <summary>The agent as far as the roster knows it: away.</summary>
    public AgentSnapshot ToSnapshot() => new(
        AgentId,
        AgentState.Disconnected,
        LastSeen: null,
        SuspectUntil: null,
        Draining: false,
        Region,
        [.. SupportedTiers],
        Capacity: 0,
        Leases: 0,
        ReservedTokens: 0,
        Address: null,
        Heartbeat: null,
        [.. KnownModels],
        [.. ExclusiveEndpoints],
        BacklogTokens: 0,
        ObservedAt: default,
        ErrorRate: null,
        Speeds: [],
        Projects: []);
}
