using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Catalog.Presence;
using Xerotier.ApiHost.Sharing;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Catalog;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Tests.Catalog;

/// <summary>One published model, its endpoints and the agents that hold it, with grains that tests script.</summary>
internal sealed class CatalogScene
{
    public const string Owner = "proj_owner";
    public const string User = "proj_user";

    private readonly Guid _id = Guid.NewGuid();
    private readonly Dictionary<string, List<AgentSnapshot>> _pools = [];
    private readonly IGrainFactory _grains;

    public CatalogScene()
    {
        _grains = GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
        {
            [typeof(ICatalogGrain)] = key => GrainDouble.Of<ICatalogGrain>(
                ("ReadAsync", _ => new ValueTask<CatalogSegment>(new CatalogSegment(
                    ++Reads, key == GrainKeys.Catalog(CatalogSegments.Of(_id)) ? [Entry] : []))),
                ("RefreshAsync", _ => default(ValueTask))),
            [typeof(IFleetGrain)] = key => GrainDouble.Of<IFleetGrain>(
                ("PullAsync", _ => new ValueTask<FleetChange>(Fleet(key)))),
            [typeof(IModelGrain)] = _ => GrainDouble.Of<IModelGrain>(
                ("ListEndpointsAsync", _ => new ValueTask<ImmutableArray<string>>([.. Endpoints])),
                ("SetCatalogRoleAsync", arguments => SetRole((string)arguments[0]!))),
            [typeof(IAuditGrain)] = _ => GrainDouble.Of<IAuditGrain>(
                ("AppendAsync", arguments => Append((AuditAction)arguments[0]!, (AuditActor)arguments[1]!))),
        });
        var options = Options.Create(new CatalogViewOptions { Staleness = default, PresenceStaleness = default });
        Snapshots = new CatalogSnapshots(
            _grains, TimeProvider.System, options, NullLogger<CatalogSnapshots>.Instance);
        Presence = new ModelPresence(_grains, TimeProvider.System, options);
    }

    public string Role { get; set; } = CatalogRoles.Deployable;

    public bool IsWarming { get; set; }

    public long Reads { get; private set; }

    public List<string> Endpoints { get; } = [];

    public List<(string Action, AuditActor Actor)> Trail { get; } = [];

    public CatalogSnapshots Snapshots { get; }

    public ModelPresence Presence { get; }

    public AutomaticRoles Roles(RolePolicy policy = RolePolicy.Automatic) => new(
        new SharedModels(_grains, Snapshots),
        Snapshots,
        Presence,
        TimeProvider.System,
        Options.Create(new SharingOptions { RolePolicy = policy }),
        NullLogger<AutomaticRoles>.Instance);

    private CatalogEntry Entry => new(
        _id, Owner, "Acme", "Tiny", "", "1.0.0", null, null, null, null, null, null, "chat", false, Endpoints.Count,
        "tiny", Role);

    public async Task<ModelAvailability> AvailabilityAsync() =>
        await Presence.OfAsync((await Snapshots.GetAsync()).Find(_id)!);

    /// <summary>Puts an agent into a pool that has the model, by its id or by the name it is served under.</summary>
    public CatalogScene WithAgent(
        string pool,
        AgentModelState model = AgentModelState.Loaded,
        AgentState state = AgentState.Active,
        bool byName = false,
        string name = "tiny")
    {
        var held = new AgentModel(byName ? name : "tiny", null, model, null, byName ? null : _id);
        var heartbeat = new Heartbeat(1, default, 0, 0, null, null, null, null, null, 1, [held], false);
        if (!_pools.TryGetValue(pool, out var agents))
        {
            _pools[pool] = agents = [];
        }

        agents.Add(new AgentSnapshot(
            Guid.NewGuid(), state, null, null, false, null, [], 1, 0, 0, null, heartbeat, [], [], 0, default, null, [],
            []));
        return this;
    }

    public void RemoveAgents() => _pools.Clear();

    private FleetChange Fleet(string pool) => new(
        1, 1, true, IsWarming, [.. _pools.GetValueOrDefault(pool) ?? []], [], []);

    private ValueTask<Result<ModelInfo>> SetRole(string role)
    {
        Role = role;
        var spec = new ModelSpec(Owner, "Tiny", "tiny", "agent:tiny", null, "chat");
        return new ValueTask<Result<ModelInfo>>(new ModelInfo(
            _id, spec, "ready", "1.0.0", default, true, null, null, null, true, role, false, 0));
    }

    private ValueTask<AuditEntry> Append(AuditAction action, AuditActor actor)
    {
        Trail.Add((action.Name, actor));
        return new ValueTask<AuditEntry>(new AuditEntry(Trail.Count, default, action, actor));
    }
}
