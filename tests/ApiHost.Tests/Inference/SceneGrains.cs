using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.Grains.Agents;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Limits;
using Xerotier.Grains.Projects;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Usage;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

/// <summary>The grains that the request loop calls, as doubles that tests script and look into.</summary>
internal sealed class SceneGrains
{
    public const string Project = "proj_aaaaaaaaaaaaaaaaaaaaaaaa";
    public const string OtherProject = "proj_bbbbbbbbbbbbbbbbbbbbbbbb";
    public const string Slug = "chat";
    public const string Key = "xero_test_key-of-the-project";
    public const string ForeignKey = "xero_other_key-of-another-project";

    private static readonly Fault NotThisAgent = new(FaultCode.InvalidAgentToken, "The token is another one.");

    public SceneGrains()
    {
        Route = query => Agents.Find(agent => !query.ExcludedAgents.Contains(agent.Id)) is { } found
            ? Leased(found)
            : Undecided(RouteOutcome.NoAgent);
        Keys[Secrets.Hash(Key)] = Access(Key, Project);
        Keys[Secrets.Hash(ForeignKey)] = Access(ForeignKey, OtherProject);
    }

    public ConcurrentDictionary<string, ApiKeyAccess> Keys { get; } = new();

    public EndpointRoute Endpoint { get; set; } = new(
        new EndpointSpec(
            Guid.NewGuid(), Project, Slug, Guid.NewGuid(), "self_hosted", "chat", false, null, null, null, [], false,
            null),
        "served/model",
        "Model",
        DateTimeOffset.UnixEpoch.AddDays(1),
        4096);

    public List<ScriptedAgent> Agents { get; } = [];

    public Func<RouteQuery, RouteReply> Route { get; set; }

    public Func<QueueTicket, Task<QueueTurn>> Queue { get; set; } =
        _ => throw new NotSupportedException("No script for the queue.");

    public Func<LimitRequest, LimitReply> Limit { get; set; } =
        _ => throw new NotSupportedException("No script for the limit.");

    public Func<UsageBatch, Task> Usage { get; set; } = _ => Task.CompletedTask;

    public int QuotaWait { get; set; }

    public ConcurrentQueue<RouteQuery> Queries { get; } = new();

    public ConcurrentQueue<Guid> Left { get; } = new();

    public ConcurrentQueue<long> Settled { get; } = new();

    public ConcurrentQueue<(string Key, UsageBatch Batch)> Batches { get; } = new();

    public ConcurrentQueue<HeldLeases> Reasserted { get; } = new();

    public Channel<LeaseRelease> Releases { get; } = Channel.CreateUnbounded<LeaseRelease>();

    public Channel<PrefixMiss> Misses { get; } = Channel.CreateUnbounded<PrefixMiss>();

    public Channel<(LeaseId Lease, double TtftMs)> FirstTokens { get; } =
        Channel.CreateUnbounded<(LeaseId Lease, double TtftMs)>();

    public ConcurrentQueue<RouteRecord> Routes { get; } = new();

    public Channel<TunnelAddress> Attached { get; } = Channel.CreateUnbounded<TunnelAddress>();

    public Channel<TunnelAddress> Detached { get; } = Channel.CreateUnbounded<TunnelAddress>();

    public Task<LeaseRelease> NextReleaseAsync() =>
        Wait.ForAsync("the release of a lease", Releases.Reader.ReadAsync().AsTask());

    public static RouteReply Leased(ScriptedAgent agent, RouteReport? report = null, int matchedBlocks = 0) => new(
        RouteOutcome.Leased, agent.Id, new AgentAddress(agent.Url.ToString(), null), 100, report, matchedBlocks, false);

    public static RouteReply Undecided(RouteOutcome outcome) => new(outcome, default, null, 0, null, 0, false);

    public IGrainFactory Factory() => GrainDouble.Factory(new Dictionary<Type, Func<string, object>>
    {
        [typeof(IApiKeyGrain)] = key => GrainDouble.Of<IApiKeyGrain>(
            ("ResolveAsync", _ => new ValueTask<ApiKeyAccess?>(Keys.GetValueOrDefault(key["key:".Length..]))),
            ("TouchAsync", _ => default(ValueTask))),
        [typeof(IProjectGrain)] = key => GrainDouble.Of<IProjectGrain>(("GetAsync", _ => Find(key))),
        [typeof(IEndpointGrain)] = key => GrainDouble.Of<IEndpointGrain>(("ResolveAsync", _ => Resolve(key))),
        [typeof(IRouterGrain)] = _ => GrainDouble.Of<IRouterGrain>(("RouteAsync", arguments =>
        {
            var query = (RouteQuery)arguments[0]!;
            Queries.Enqueue(query);
            return new ValueTask<RouteReply>(Route(query));
        }
        ),
            ("NotePrefixMissAsync", arguments => Misses.Writer.WriteAsync((PrefixMiss)arguments[0]!))),
        [typeof(IRouteLogGrain)] = _ => GrainDouble.Of<IRouteLogGrain>(
            ("AppendAsync", arguments => Append((ImmutableArray<RouteRecord>)arguments[0]!)),
            ("FindAsync", arguments => new ValueTask<RouteRecord?>(
                Routes.LastOrDefault(record => record.RequestId == (string)arguments[0]!))),
            ("ListAsync", _ => new ValueTask<ImmutableArray<RouteRecord>>([.. Routes]))),
        [typeof(IQueueGrain)] = _ => GrainDouble.Of<IQueueGrain>(
            ("WaitAsync", arguments => new ValueTask<QueueTurn>(Queue((QueueTicket)arguments[0]!))),
            ("LeaveAsync", arguments => Note(Left, (Guid)arguments[0]!))),
        [typeof(ILimitGrain)] = _ => GrainDouble.Of<ILimitGrain>(
            ("TakeAsync", arguments => new ValueTask<LimitReply>(Limit((LimitRequest)arguments[0]!))),
            ("SettleAsync", arguments => Note(Settled, (long)arguments[0]!))),
        [typeof(IQuotaGrain)] = _ => GrainDouble.Of<IQuotaGrain>(("TakeAsync", _ => new ValueTask<int>(QuotaWait))),
        [typeof(IUsageGrain)] = key => GrainDouble.Of<IUsageGrain>(
            ("RecordAsync", arguments => Record(key, (UsageBatch)arguments[0]!)),
            ("ListRollupsAsync", _ => new ValueTask<ImmutableArray<UsageRollup>>(Rollups(key)))),
        [typeof(IAgentGrain)] = key => Agent(Guid.Parse(key)),
    });

    public static ApiKeyAccess Access(string key, string project) => new(
        Guid.NewGuid(), project, "admin", ["inference"], null, [], null, null, Secrets.Hash(key));

    private static ValueTask Note<T>(ConcurrentQueue<T> queue, T thing)
    {
        queue.Enqueue(thing);
        return default;
    }

    private static ValueTask<Result<ProjectInfo>> Find(string id) => new(
        id is Project or OtherProject
            ? new ProjectInfo(id, "test", "Test", "paid", [], DateTimeOffset.UnixEpoch)
            : new Fault(FaultCode.ProjectNotFound, "none"));

    private IAgentGrain Agent(Guid id) => GrainDouble.Of<IAgentGrain>(
        ("ReleaseLeaseAsync", arguments => Releases.Writer.WriteAsync((LeaseRelease)arguments[0]!)),
        ("NoteFirstTokenAsync", arguments =>
            FirstTokens.Writer.WriteAsync(((LeaseId)arguments[0]!, (double)arguments[1]!))),
        ("ReassertLeasesAsync", arguments => Note(Reasserted, (HeldLeases)arguments[0]!)),
        ("AttachTunnelAsync", arguments => Attached.Writer.WriteAsync((TunnelAddress)arguments[0]!)),
        ("DetachTunnelAsync", arguments => Detached.Writer.WriteAsync((TunnelAddress)arguments[0]!)),
        ("AuthenticateAsync", arguments => new ValueTask<Result<AgentInfo>>(
            (string)arguments[0]! == Secrets.Hash(TokenOf(id)) ? Info(id) : NotThisAgent)));

    public static string TokenOf(Guid agentId) => $"xat_{agentId:D}_secret";

    private static AgentInfo Info(Guid id) => new(
        id, Project, "agent", AgentState.Active, "1.0.0", null, [], [], 1, null, null, default, null, default);

    private ValueTask<Result<EndpointRoute>> Resolve(string key) => new(
        key == $"{Project}/{Slug}" ? Endpoint : new Fault(FaultCode.EndpointNotFound, "There is no such endpoint."));

    private async ValueTask Record(string key, UsageBatch batch)
    {
        await Usage(batch);
        Batches.Enqueue((key, batch));
    }

    private ValueTask Append(ImmutableArray<RouteRecord> records)
    {
        foreach (var record in records)
        {
            Routes.Enqueue(record);
        }

        return default;
    }

    private ImmutableArray<UsageRollup> Rollups(string key) =>
        [.. Batches.Where(entry => entry.Key == key).SelectMany(entry => entry.Batch.Rows)];
}
