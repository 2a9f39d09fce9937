using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;
using Xerotier.Routing;

namespace Xerotier.Grains.Requests;

/// <summary>What a queue knows of the room for its model in one pool.</summary>
internal sealed class PoolRoom(string model, TimeSpan maxSilence)
{
    private readonly Dictionary<Guid, AgentSnapshot> _agents = [];
    private int _given;

    public long Epoch { get; private set; }

    public long Version { get; private set; }

    public void Apply(FleetChange change)
    {
        if (change.Full)
        {
            _agents.Clear();
        }

        foreach (Guid removed in change.Removed)
        {
            _agents.Remove(removed);
        }

        foreach (AgentSnapshot agent in change.Agents)
        {
            _agents[agent.AgentId] = agent;
        }

        (Epoch, Version, _given) = (change.Epoch, change.Version, 0);
    }

    /// <summary>Places that are free as of the last news, less those given away since.</summary>
    public int Free(DateTimeOffset now) =>
        _agents.Values.Where(agent => CanServe(agent, now)).Sum(agent => Math.Max(0, agent.Capacity - agent.Leases))
        - _given;

    /// <summary>Whether an agent with a free place has room for so many tokens.</summary>
    public bool Fits(long tokens, DateTimeOffset now)
    {
        foreach (AgentSnapshot agent in _agents.Values)
        {
            long kvTokens = agent.Heartbeat?.KvCapacityTokens ?? long.MaxValue;
            if (CanServe(agent, now)
                && Room.Has(agent.Leases, agent.Capacity, agent.ReservedTokens, kvTokens, tokens))
            {
                return true;
            }
        }

        return false;
    }

    public void Give() => _given++;

    private bool CanServe(AgentSnapshot agent, DateTimeOffset now) =>
        agent is { State: AgentState.Active, Draining: false, Address: not null, Heartbeat: { } heartbeat }
        && now - agent.LastSeen < maxSilence
        && !(now < agent.SuspectUntil)
        && heartbeat.Models.Any(held => held.Name == model && held.State == AgentModelState.Loaded);
}
