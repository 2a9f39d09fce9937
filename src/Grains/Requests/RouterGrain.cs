using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;
using Xerotier.Routing;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Prefixes;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Requests;

/// <inheritdoc cref="IRouterGrain"/>
[StatelessWorker, Reentrant, GrainType("router")]
internal sealed partial class RouterGrain(
    FleetViews views,
    RoutePolicy policy,
    IOptions<RoutingOptions> options,
    Xoshiro256 random,
    TimeProvider time,
    ILogger<RouterGrain> logger) : Grain, IRouterGrain
{
    /// <summary>Leaves room for one slow agent before the caller's own deadline.</summary>
    private static readonly TimeSpan RepickTime = TimeSpan.FromMilliseconds(700);

    private readonly RoutePlanner _planner = new(policy, random);

    /// <inheritdoc/>
    public async ValueTask<RouteReply> RouteAsync(RouteQuery query)
    {
        long started = time.GetTimestamp();
        string ownPool = GrainKeys.PoolOf(query.ProjectId);
        int ownTier = ServiceTiers.IndexOf(query.Tier);
        int sharedTier = ownPool == GrainKeys.SharedPool ? -1 : SharedTierOf(query);
        List<Guid> excluded = [.. query.ExcludedAgents];
        RouteReport? report = null;
        for (int attempt = 1; attempt <= options.Value.MaxAttempts && IsEarly(started); attempt++)
        {
            PoolView own = await views.GetAsync(ownPool);
            PoolView? shared = sharedTier < 0 ? null : await views.GetAsync(GrainKeys.SharedPool);
            bool mayPass = query.HasTurn || !own.IsAwaited(query.Model);
            bool mayPassShared = query.HasTurn || shared?.IsAwaited(query.Model) is not true;
            if (!mayPass || !mayPassShared && ownTier == sharedTier)
            {
                return Wait(query.Explain ? RouteReports.OthersWait : null);
            }

            FleetView? sharedAgents = mayPassShared ? shared?.Agents : null;
            RouteDecision decision = Plan(query, ownTier, sharedTier, excluded, own.Agents, sharedAgents);
            if (!decision.IsRouted && query is { Version: not null, VersionPinned: false })
            {
                // Agents serve what they have until they have loaded the version that is wanted.
                decision = Plan(
                    query with { Version = null }, ownTier, sharedTier, excluded, own.Agents, sharedAgents);
            }

            // Who refused for want of room could serve later; who failed the request before is out for good.
            bool mayCome = !mayPassShared || excluded.Count > query.ExcludedAgents.Length;
            RouteOutcome outcome = decision.IsRouted ? RouteOutcome.Leased
                : mayCome ? RouteOutcome.Queue
                : OutcomeOf(decision.Verdict);
            report = query.Explain ? RouteReports.Of(_planner.Explain(), outcome, attempt) : null;
            if (!decision.IsRouted)
            {
                return new RouteReply(outcome, Guid.Empty, null, 0, report, 0, false);
            }

            bool isShared = decision.Memory == shared?.Agents.Memory;
            LeaseReply? lease = await LeaseAsync(query, decision, LimitOf(isShared ? sharedTier : ownTier));
            if (lease is { Granted: true })
            {
                decision.Memory!.Prefixes.Hold(decision.Slot, query.PromptBlocks.AsSpan());
                return new RouteReply(
                    outcome,
                    decision.AgentId,
                    lease.Address,
                    decision.ReservedTokens,
                    report,
                    decision.MatchedBlocks,
                    isShared || ownPool == GrainKeys.SharedPool,
                    lease.ExpectedTtftMs,
                    lease.ExpectedTpotMs,
                    lease.Continues);
            }

            // An agent that has more to do than assumed but still room may well be the right one now.
            if (lease is null || lease.Leases >= lease.Capacity)
            {
                excluded.Add(decision.AgentId);
            }
        }

        return Wait(report is null ? null : report with { Outcome = RouteOutcome.Queue, AgentId = Guid.Empty });
    }

    /// <inheritdoc/>
    public async ValueTask NotePrefixMissAsync(PrefixMiss miss)
    {
        PrefixIndex prefixes = (await views.GetAsync(miss.Pool)).Agents.Memory.Prefixes;
        prefixes.Drop(prefixes.SlotOf(miss.AgentId), miss.Missing.AsSpan());
    }

    private RouteDecision Plan(
        RouteQuery query, int ownTier, int sharedTier, List<Guid> excluded, FleetView own, FleetView? shared)
    {
        var request = new RouteRequest
        {
            Model = query.Model,
            Version = query.Version,
            OwnTier = ownTier,
            SharedTier = sharedTier,
            Region = query.Region,
            EndpointId = query.EndpointId,
            BoundAgents = query.BoundAgents.AsSpan(),
            ExcludedAgents = CollectionsMarshal.AsSpan(excluded),
            PromptTokens = query.PromptTokens,
            PromptBlocks = query.PromptBlocks.AsSpan(),
            ProjectId = query.ProjectId,
            ExpectedOutputTokens = query.MaxTokens is { } limit
                ? Math.Min(limit, options.Value.ExpectedOutputTokens)
                : options.Value.ExpectedOutputTokens,
            SloTtftMs = query.SloTtftMs ?? double.NaN,
            SloTpotMs = query.SloTpotMs ?? double.NaN,
            Sharpness = query.Sharpness ?? double.NaN,
            Exploration = query.Exploration ?? double.NaN,
            Explain = query.Explain,
            NowMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return _planner.Plan(request, own, shared);
    }

    /// <summary>Asks the picked agent for room; null when it did not answer.</summary>
    private async ValueTask<LeaseReply?> LeaseAsync(RouteQuery query, RouteDecision decision, int projectLimit)
    {
        LiveLoad load = decision.Load!;
        IAgentGrain agent = GrainFactory.GetGrain<IAgentGrain>(GrainKeys.Uuid(decision.AgentId));
        load.Reserve(decision.ReservedTokens, decision.UncachedTokens);
        try
        {
            LeaseReply reply = await agent.AcquireLeaseAsync(new LeaseRequest(
                query.LeaseId,
                query.ProjectId,
                query.EndpointId,
                query.Model,
                decision.ReservedTokens,
                decision.AssumedLeases,
                decision.UncachedTokens,
                decision.AssumedBacklogTokens + decision.MarginTokens,
                decision.PredictedTtftMs,
                query.Streams,
                query.Continues,
                projectLimit));
            load.Observe(
                reply.Leases, reply.ReservedTokens, reply.BacklogTokens, time.GetUtcNow().ToUnixTimeMilliseconds());
            return reply;
        }
        catch (Exception exception)
        {
            LogLeaseFailed(logger, decision.AgentId, exception);
            await agent.ReleaseLeaseAsync(new LeaseRelease(query.LeaseId, LeaseOutcome.Unused, null, 0, 0, 0));
            return null;
        }
        finally
        {
            load.Settle(decision.ReservedTokens, decision.UncachedTokens);
        }
    }

    private int LimitOf(int tier) =>
        tier < 0 ? 0
        : options.Value.TierConcurrency.TryGetValue(ServiceTiers.All[tier].Slug, out int limit) ? limit
        : ServiceTiers.All[tier].MaxConcurrentRequests;

    private static RouteReply Wait(RouteReport? report) =>
        new(RouteOutcome.Queue, Guid.Empty, null, 0, report, 0, false);

    private bool IsEarly(long started) => time.GetElapsedTime(started) < RepickTime;

    private static int SharedTierOf(RouteQuery query) =>
        !ServiceTiers.TryFind(query.Tier, out ServiceTier? tier) ? -1
        : tier.Shared ? ServiceTiers.IndexOf(tier.Slug)
        : query.Fallback ? ServiceTiers.IndexOf(query.FallbackTier ?? ServiceTiers.GpuNvidia)
        : -1;

    private static RouteOutcome OutcomeOf(RouteVerdict verdict) => verdict switch
    {
        RouteVerdict.Queue => RouteOutcome.Queue,
        RouteVerdict.NoAgent => RouteOutcome.NoAgent,
        RouteVerdict.ModelLoading => RouteOutcome.ModelLoading,
        RouteVerdict.ContextTooLong => RouteOutcome.ContextTooLong,
        _ => throw new UnreachableException($"Verdict {verdict} has an outcome of its own."),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {AgentId} did not answer a lease request.")]
    private static partial void LogLeaseFailed(ILogger logger, Guid agentId, Exception exception);
}
