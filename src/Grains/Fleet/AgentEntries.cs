using Xerotier.Grains.Agents;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;

namespace Xerotier.Grains.Fleet;

/// <summary>Translates what grains say of an agent into what the routing maths reads.</summary>
internal static class AgentEntries
{
    public static AgentEntry From(AgentSnapshot agent) => new()
    {
        Id = agent.AgentId,
        Standing = StandingOf(agent),
        LastSeenMs = agent.LastSeen?.ToUnixTimeMilliseconds() ?? 0,
        SuspectUntilMs = agent.SuspectUntil?.ToUnixTimeMilliseconds() ?? 0,
        Region = agent.Region,
        Tiers = agent.SupportedTiers,
        Capacity = agent.Capacity,
        Leases = agent.Leases,
        ReservedTokens = agent.ReservedTokens,
        BacklogTokens = agent.BacklogTokens,
        ObservedMs = agent.ObservedAt.ToUnixTimeMilliseconds(),
        ErrorRate = agent.ErrorRate,
        Waiting = agent.Heartbeat?.Waiting ?? 0,
        KvUsage = agent.Heartbeat?.KvUsage,
        KvTokens = agent.Heartbeat?.KvCapacityTokens,
        TokensPerSecond = agent.Heartbeat?.TokensPerSecond,
        Running = agent.Heartbeat?.Running,
        LoadsModels = agent.Heartbeat?.LoadsModels ?? false,
        MemoryFreeBytes = agent.Heartbeat?.MemoryFreeBytes,
        Models = ModelsOf(agent),
        ExclusiveEndpoints = agent.ExclusiveEndpoints,
    };

    private static AgentStanding StandingOf(AgentSnapshot agent) => agent switch
    {
        { State: AgentState.Suspended } => AgentStanding.Suspended,
        { State: not AgentState.Active } or { Address: null } or { Heartbeat: null } => AgentStanding.Away,
        { Draining: true } => AgentStanding.Draining,
        _ => AgentStanding.Available,
    };

    private static List<ModelEntry> ModelsOf(AgentSnapshot agent)
    {
        List<ModelEntry> models = [];
        foreach (AgentModel model in agent.Heartbeat?.Models ?? [])
        {
            models.Add(new ModelEntry(model.Name, model.Version, ReadinessOf(model.State), model.ContextLength)
            {
                Latency = SpeedOf(agent, model.Name),
            });
        }

        int reported = models.Count;
        foreach (string name in agent.KnownModels)
        {
            if (!models.Take(reported).Any(model => model.Name == name))
            {
                models.Add(new ModelEntry(name, null, ModelReadiness.Known, null));
            }
        }

        return models;
    }

    private static LatencyEstimate? SpeedOf(AgentSnapshot agent, string model)
    {
        foreach (ModelSpeed speed in agent.Speeds)
        {
            if (speed.Model == model)
            {
                return new LatencyEstimate(speed.BaseMs, speed.MsPerToken, speed.StepMs, speed.StepMsPerRunning);
            }
        }

        return null;
    }

    private static ModelReadiness ReadinessOf(AgentModelState state) => state switch
    {
        AgentModelState.Loaded => ModelReadiness.Loaded,
        AgentModelState.Loading => ModelReadiness.Loading,
        AgentModelState.Cached => ModelReadiness.Cached,
        _ => ModelReadiness.Known,
    };
}
