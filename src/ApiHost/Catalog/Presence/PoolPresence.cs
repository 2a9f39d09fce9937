using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;

namespace Xerotier.ApiHost.Catalog.Presence;

/// <summary>Which models the active agents of a pool hold.</summary>
internal sealed class PoolPresence
{
    private readonly HashSet<Guid> _ids = [];
    private readonly HashSet<Guid> _loadedIds = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loadedNames = new(StringComparer.Ordinal);

    /// <summary>Looks at a whole fleet.</summary>
    public PoolPresence(FleetChange fleet)
    {
        IsWarming = fleet.Warming;
        foreach (var agent in fleet.Agents)
        {
            if (agent is { State: AgentState.Active, Heartbeat: { } heartbeat })
            {
                foreach (var model in heartbeat.Models)
                {
                    Add(model);
                }
            }
        }
    }

    /// <summary>Whether agents may be missing, because the fleet has just restarted.</summary>
    public bool IsWarming { get; }

    /// <summary>Whether an active agent has the model, be it on disk only.</summary>
    public bool Has(CatalogItem item) =>
        _ids.Contains(item.Entry.ModelId) || _names.Contains(item.Entry.ServedName);

    /// <summary>Whether an active agent is ready to serve the model.</summary>
    public bool IsLoaded(CatalogItem item) =>
        _loadedIds.Contains(item.Entry.ModelId) || _loadedNames.Contains(item.Entry.ServedName);

    // A model that the platform had loaded is known by its id; what a backend brought along, by its name.
    private void Add(AgentModel model)
    {
        bool loaded = model.State == AgentModelState.Loaded;
        if (model.ModelId is { } id)
        {
            _ids.Add(id);
            _ = loaded && _loadedIds.Add(id);
        }
        else
        {
            _names.Add(model.Name);
            _ = loaded && _loadedNames.Add(model.Name);
        }
    }
}
