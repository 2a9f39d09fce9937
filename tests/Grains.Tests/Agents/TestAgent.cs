using System.Collections.Immutable;
using Orleans;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Requests;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Tests.Agents;

/// <summary>An agent as its hosts see it: enrols, attaches, sends heartbeats, is leased.</summary>
internal sealed class TestAgent
{
    public const string Model = "llama";

    private readonly IGrainFactory _grains;
    private readonly GrainCluster _cluster;
    private long _sequence;

    private TestAgent(GrainCluster cluster, string projectId, Guid id)
    {
        _cluster = cluster;
        _grains = cluster.Grains;
        ProjectId = projectId;
        Id = id;
    }

    public Guid Id { get; }

    public string ProjectId { get; }

    public string TokenHash => Hash("token");

    public string RotationHash => Hash("rotation");

    public IAgentGrain Grain => _grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(Id));

    public static string NewProject() => $"proj_{Guid.NewGuid():N}";

    public static async Task<TestAgent> EnrollAsync(GrainCluster cluster, string? projectId = null, string? tier = null)
    {
        var agent = new TestAgent(cluster, projectId ?? NewProject(), Guid.NewGuid());
        Result<AgentInfo> result = await agent.Grain.EnrollAsync(agent.Enrollment(tier ?? ServiceTiers.SelfHosted));
        result.Fault.ShouldBeNull();
        return agent;
    }

    /// <summary>Enrols, attaches a tunnel and sends a first heartbeat.</summary>
    public static async Task<TestAgent> StartAsync(
        GrainCluster cluster, string? projectId = null, int capacity = 4, string? tier = null, long? kvTokens = null)
    {
        TestAgent agent = await EnrollAsync(cluster, projectId, tier);
        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 1));
        await agent.Grain.ReceiveHeartbeatAsync(agent.Heartbeat(capacity) with { KvCapacityTokens = kvTokens });
        return agent;
    }

    public AgentEnrollment Enrollment(string tier = ServiceTiers.SelfHosted) => new(
        Id, ProjectId, "agent", "1.0.0", "us-east-1", [tier], ["nvidia:H100:80GB"], 0, null, null,
        new AgentTokens(TokenHash, RotationHash, _cluster.Time.GetUtcNow().AddDays(1)));

    public async Task BeatAsync(
        int capacity = 4,
        int running = 0,
        bool draining = false,
        AgentModelState model = AgentModelState.Loaded,
        string? version = null) =>
        await Grain.ReceiveHeartbeatAsync(Heartbeat(capacity, running, draining, model, version));

    public Heartbeat Heartbeat(
        int capacity = 4,
        int running = 0,
        bool draining = false,
        AgentModelState model = AgentModelState.Loaded,
        string? version = null)
    {
        ImmutableArray<AgentModel> models = [new AgentModel(Model, version, model, 8_192)];
        return new Heartbeat(
            ++_sequence, _cluster.Time.GetUtcNow(), running, 0,
            null, null, null, null, null, capacity, models, draining);
    }

    public async Task<LeaseReply> AcquireAsync(LeaseId id, Guid endpointId = default, int assumed = 1_000) =>
        await Grain.AcquireLeaseAsync(
            Request(id) with { EndpointId = endpointId, AssumedLeases = assumed });

    public LeaseRequest Request(LeaseId id) => new(
        id, ProjectId, Guid.Empty, Model, 100, AssumedLeases: 1_000, UncachedTokens: 50,
        AssumedBacklogTokens: 1_000_000, PredictedTtftMs: 50, Streams: true);

    public async Task ReleaseAsync(LeaseId id, LeaseOutcome outcome = LeaseOutcome.Success) =>
        await Grain.ReleaseLeaseAsync(new LeaseRelease(id, outcome, 10, 20, 30, 40));

    public async Task<AgentLoad> LoadAsync() => (await Grain.GetLoadAsync()).Value!;

    public async Task<AgentInfo> InfoAsync() => (await Grain.GetAsync()).Value!;

    public string Hash(string name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(name + Id)));

    public RouteQuery Query(LeaseId lease, bool fallback = false, params ReadOnlySpan<Guid> excluded) => new(
        lease, ProjectId, Guid.Empty, Model, null, ServiceTiers.SelfHosted, fallback, null, null, [], 50, 50,
        [.. excluded], null, null, Explain: true, HasTurn: false, [], null, null, Streams: true);
}
