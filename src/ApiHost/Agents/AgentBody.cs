using System.Text.Json.Serialization;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Agents;

/// <summary>Wire form of an agent.</summary>
internal sealed record AgentBody(
    Guid Id,
    string Object,
    string Name,
    string State,
    string Version,
    string? Region,
    IReadOnlyList<string> SupportedTiers,
    IReadOnlyList<string> Accelerators,
    int MaxConcurrentRequests,
    bool StorageLimitEnabled,
    long? StorageLimitBytes,
    string? Description,
    long CreatedAt,
    long? LastSeenAt)
{
    /// <summary>Live figures; only where one agent is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentLoadBody? Load { get; init; }

    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static AgentBody Of(AgentInfo info) => new(
        info.Id,
        "agent",
        info.Name,
        Word(info.State),
        info.AgentVersion,
        info.Region,
        info.SupportedTiers,
        info.Accelerators,
        info.MaxConcurrentRequests,
        info.StorageLimitBytes is not null,
        info.StorageLimitBytes,
        info.Description,
        info.Created.ToUnixTimeSeconds(),
        info.LastSeen?.ToUnixTimeSeconds());

    /// <summary>A state as the wire spells it.</summary>
    public static string Word(AgentState state) => state.ToString().ToLowerInvariant();
}
