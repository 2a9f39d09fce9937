using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Loading;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Telemetry;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Finds an agent with room for a request: asks the router, and waits in the queue in short rounds when nobody has
/// room.
/// </summary>
internal sealed partial class AgentSearch(
    IGrainFactory grains,
    HostLeases leases,
    ModelLoads loads,
    HostMetrics metrics,
    IOptions<InferenceOptions> options,
    IOptions<RouteRecordingOptions> routes,
    TimeProvider time,
    ILogger<AgentSearch> logger)
{
    private static readonly Fault NoAgent =
        new(FaultCode.NoAgentAvailable, "No enrolled agent can serve this endpoint.");

    private static readonly Fault TooLong =
        new(FaultCode.ContextLengthExceeded, "The prompt does not fit the model's context.", "messages");

    private static readonly Fault Late = new(FaultCode.QueueTimeout, "No agent had room in time.");

    private static readonly Fault Full = new(FaultCode.Overloaded, "Too many requests wait for this model.");

    private readonly IRouterGrain _router = grains.GetGrain<IRouterGrain>(GrainKeys.Router);
    private readonly TimeSpan _queueTimeout = options.Value.QueueTimeout;
    private readonly int _assumedTokens = options.Value.AssumedCompletionTokens;

    /// <summary>Finds an agent and leases room on it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="excluded">Agents that already failed it.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Result<FoundAgent>> FindAsync(InferenceCall call, ImmutableArray<Guid> excluded)
    {
        // Nearly every request finds room at once and never has a ticket.
        QueueTicket? ticket = null;
        LoadOutcome? load = null;
        var started = time.GetTimestamp();
        try
        {
            while (true)
            {
                // A turn, once had, counts on: a request that an agent failed does not go to the end of the line.
                var query = Query(call, excluded, hasTurn: ticket is not null || !excluded.IsEmpty);
                var reply = await _router.RouteAsync(query);
                call.Route = reply;
                metrics.Routed(reply);
                if (reply.Outcome is RouteOutcome.Leased or RouteOutcome.ContextTooLong)
                {
                    loads.Follow(LoadTarget.Of(call), query);
                    return Conclude(query, reply);
                }

                var left = _queueTimeout - time.GetElapsedTime(started);
                load ??= await loads.EnsureAsync(LoadTarget.Of(call), query, left, call.Context.RequestAborted);
                if (load == LoadOutcome.Loading)
                {
                    return loads.StillLoading;
                }

                // What has just been loaded may not have come to the router yet: the queue knows when it has.
                if (reply.Outcome != RouteOutcome.Queue && load == LoadOutcome.Impossible)
                {
                    return Conclude(query, reply);
                }

                ticket ??= Ticket(call, query);
                if (await WaitAsync(call, ticket, started) is { } fault)
                {
                    return fault;
                }
            }
        }
        finally
        {
            if (load is not null)
            {
                call.Timing.WaitedSince(started);
            }

            if (ticket is not null)
            {
                await QueueOf(call).LeaveAsync(ticket.Id);
            }
        }
    }

    /// <summary>Leases an agent that has room now; null when there is none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="excluded">Agents that failed it.</param>
    public async ValueTask<FoundAgent?> FindAtOnceAsync(InferenceCall call, ImmutableArray<Guid> excluded)
    {
        var query = Query(call, excluded, hasTurn: true);
        var reply = await _router.RouteAsync(query);
        return reply.Outcome == RouteOutcome.Leased ? Lease(query, reply) : null;
    }

    /// <summary>Tells the router when an agent held less of a prompt than it thought.</summary>
    public void Learn(InferenceCall call, TokenUsage? usage)
    {
        if (usage is not { SaysCached: true, PromptTokens: > 0 } known
            || call.Sent is { IsResumed: true }
            || call.Route is not { MatchedBlocks: > 0 } route)
        {
            return;
        }

        // A block more or less is a matter of tokens at the edge.
        var held = (int)(known.CachedTokens * call.PromptBlocks.Length / known.PromptTokens);
        if (held + 1 < route.MatchedBlocks)
        {
            var pool = route.IsShared ? GrainKeys.SharedPool : GrainKeys.PoolOf(call.Endpoint.Spec.ProjectId);
            _ = TellAsync(new PrefixMiss(pool, route.AgentId, call.PromptBlocks[held..route.MatchedBlocks]));
        }
    }

    private async Task TellAsync(PrefixMiss miss)
    {
        try
        {
            await _router.NotePrefixMissAsync(miss);
        }
        catch (Exception exception)
        {
            // The next prediction is as wrong as this one was.
            LogUntold(exception, miss.AgentId);
        }
    }

    private Result<FoundAgent> Conclude(RouteQuery query, RouteReply reply) => reply.Outcome switch
    {
        RouteOutcome.Leased => Lease(query, reply),
        RouteOutcome.ModelLoading => loads.StillLoading,
        RouteOutcome.ContextTooLong => TooLong,
        _ => NoAgent,
    };

    private FoundAgent Lease(RouteQuery query, RouteReply reply) => new(
        leases.Hold(reply.AgentId, query.LeaseId, reply.ReservedTokens), reply.Address!, reply);

    /// <summary>Null when it is the request's turn.</summary>
    private async ValueTask<Fault?> WaitAsync(InferenceCall call, QueueTicket ticket, long started)
    {
        var queue = QueueOf(call);
        while (true)
        {
            var left = _queueTimeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return Late;
            }

            QueueTurn turn;
            try
            {
                turn = await queue.WaitAsync(ticket).AsTask().WaitAsync(left, time, call.Context.RequestAborted);
            }
            catch (TimeoutException) when (time.GetElapsedTime(started) >= _queueTimeout)
            {
                return Late;
            }

            switch (turn.Outcome)
            {
                case QueueOutcome.Turn:
                    return null;
                case QueueOutcome.Full:
                    return Full;
            }
        }
    }

    private RouteQuery Query(InferenceCall call, ImmutableArray<Guid> excluded, bool hasTurn)
    {
        var (spec, outline) = (call.Endpoint.Spec, call.Outline);
        return new RouteQuery(
            leases.NextId(),
            spec.ProjectId,
            spec.Id,
            call.Endpoint.Route.ServedName,
            call.Version.Version,
            call.Endpoint.Tier.Slug,
            spec.Fallback,
            spec.FallbackTier,
            spec.Region,
            spec.BoundAgents,
            call.Endpoint.PromptTokens(outline) + (int)(call.Sent?.Tokens ?? 0),
            call.Endpoint.CompletionTokens(outline) is { } limit ? (int)Math.Min(limit, int.MaxValue) : null,
            excluded,
            call.Objectives.TtftMs,
            call.Objectives.TpotMs,
            call.Explains || routes.Value.Enabled,
            hasTurn,
            call.PromptBlocks,
            spec.Routing?.Sharpness,
            spec.Routing?.Epsilon,
            call.Outline.Stream,
            call.Version.Pinned,
            call.Sent is { HasBegun: true });
    }

    private QueueTicket Ticket(InferenceCall call, RouteQuery query)
    {
        var own = GrainKeys.PoolOf(query.ProjectId);
        var sharedToo = call.Endpoint.Tier.Shared || query.Fallback;
        return new QueueTicket(
            Guid.NewGuid(),
            query.ProjectId,
            query.Tier,
            sharedToo ? [own, GrainKeys.SharedPool] : [own],
            query.PromptTokens + (long)Math.Min(query.MaxTokens ?? int.MaxValue, _assumedTokens));
    }

    // Whoever may use shared agents by tier waits with everybody else who may.
    private IQueueGrain QueueOf(InferenceCall call)
    {
        var pool = call.Endpoint.Tier.Shared ? GrainKeys.SharedPool : GrainKeys.PoolOf(call.Endpoint.Spec.ProjectId);
        return grains.GetGrain<IQueueGrain>(GrainKeys.Queue(pool, call.Endpoint.Route.ServedName));
    }

    [LoggerMessage(1404, LogLevel.Warning, "No router was told what agent {AgentId} does not hold in its cache")]
    private partial void LogUntold(Exception exception, Guid agentId);
}
