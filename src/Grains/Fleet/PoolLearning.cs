using System.Collections.Immutable;
using Xerotier.Routing.Fleet;

namespace Xerotier.Grains.Fleet;

/// <summary>Brings what agents report about prefix blocks and projects into a silo's memory of a pool.</summary>
internal sealed class PoolLearning(PoolMemory memory)
{
    private readonly Dictionary<Guid, long> _epochs = [];
    private readonly Dictionary<Guid, ImmutableArray<ProjectTokens>> _projects = [];

    /// <summary>Takes an agent's news.</summary>
    public void Learn(AgentSnapshot agent)
    {
        int slot = memory.Prefixes.SlotOf(agent.AgentId);
        if (agent.Heartbeat?.Prefixes is { } news)
        {
            if (_epochs.TryGetValue(agent.AgentId, out long epoch) && news.Epoch != epoch)
            {
                memory.Prefixes.Clear(slot);
            }

            _epochs[agent.AgentId] = news.Epoch;
            memory.Prefixes.Hold(slot, news.Held.AsSpan());
            memory.Prefixes.Drop(slot, news.Evicted.AsSpan());
        }

        Replace(agent.AgentId, slot, agent.Projects);
    }

    /// <summary>An agent is gone.</summary>
    public void Forget(Guid agentId)
    {
        int slot = memory.Prefixes.SlotOf(agentId);
        memory.Prefixes.Clear(slot);
        Replace(agentId, slot, []);
        _epochs.Remove(agentId);
    }

    private void Replace(Guid agentId, int slot, ImmutableArray<ProjectTokens> projects)
    {
        foreach (ProjectTokens old in _projects.GetValueOrDefault(agentId, []))
        {
            memory.Projects.Remove(old.ProjectId, slot, old.Tokens);
        }

        foreach (ProjectTokens project in projects)
        {
            memory.Projects.Add(project.ProjectId, slot, project.Tokens);
        }

        if (projects.IsEmpty)
        {
            _projects.Remove(agentId);
        }
        else
        {
            _projects[agentId] = projects;
        }
    }
}
