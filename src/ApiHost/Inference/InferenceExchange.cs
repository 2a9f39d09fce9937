using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Telemetry;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.OpenAi;
using Xerotier.Routing.Health;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Finds an agent for a request and relays its answer. When the agent fails before the first byte, or keeps the request
/// waiting for much longer than expected, the request goes once more to another agent; when it fails in the middle of a
/// stream, another agent goes on with it.
/// </summary>
internal sealed partial class InferenceExchange(
    AgentSearch search,
    AgentProbes probes,
    AgentRelay relay,
    HostMetrics metrics,
    IOptions<InferenceOptions> options,
    IOptions<ContinuationOptions> continuation,
    ILogger<InferenceExchange> logger)
{
    private readonly Lock _retrying = new();
    private readonly RetryBudget _retries = new(options.Value.RetriesPerRequest, options.Value.RetryReserve);

    /// <summary>Serves a request.</summary>
    public ValueTask<CallResult> RunAsync(InferenceCall call)
    {
        lock (_retrying)
        {
            _retries.Earn();
        }

        return call.Outline.Stream ? StreamAsync(call) : ServeAsync(call);
    }

    private async ValueTask<CallResult> StreamAsync(InferenceCall call)
    {
        using var sent = new SentAnswer(call.MayContinue ? continuation.Value.MaxTextBytes : 0);
        call.Sent = sent;
        return await ServeAsync(call);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallResult> ServeAsync(InferenceCall call)
    {
        ImmutableArray<Guid> failed = [];
        Fault? earlier = null;
        FoundAgent? next = null;
        while (true)
        {
            var found = next ?? await search.FindAsync(call, failed);
            if (found.Value is not { } agent)
            {
                return Unserved(call, found.Fault!, earlier);
            }

            var mayResume = failed.Length < continuation.Value.MaxTimes;
            var replacement = new Replacement(search, probes, MayRetry, call, agent, failed, logger)
            {
                MayRestart = earlier is null,
                MayResume = mayResume,
            };
            var outcome = await AttemptAsync(call, agent, replacement);
            next = replacement.Take();
            var goesOn = call.Sent is { HasBegun: true }
                ? mayResume && outcome.IsAgentsFault && !AnswerEnd.IsReached(call) && TryResume(call, agent)
                : earlier is null && outcome.IsRetryable;
            if (!goesOn || next is null && !MayRetry())
            {
                next?.Lease.Release(LeaseOutcome.Unused);
                return await EndAsync(call, outcome);
            }

            failed = failed.Add(agent.Lease.AgentId);
            earlier = outcome.Fault;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RelayOutcome> AttemptAsync(
        InferenceCall call, FoundAgent agent, Replacement replacement)
    {
        call.Route = agent.Route;
        call.Sent?.Begin(agent.Route.Continues);
        var started = call.Timing.Mark();
        RelayOutcome? outcome = null;
        try
        {
            outcome = await relay.RunAsync(call, agent, replacement);
            metrics.Attempted(call.Outline.Operation, outcome, call.Sent is { IsResumed: true });
            search.Learn(call, outcome.Usage);
            return outcome;
        }
        catch
        {
            replacement.Return();
            throw;
        }
        finally
        {
            agent.Lease.Release(
                outcome?.Lease ?? LeaseOutcome.Unused,
                call.Outline.Stream ? outcome?.FirstByte?.TotalMilliseconds : null,
                call.Timing.Since(started).TotalMilliseconds,
                outcome?.Usage?.PromptTokens ?? 0,
                outcome?.Usage?.CompletionTokens ?? 0);
        }
    }

    /// <summary>Prepares the request for an agent that goes on with its answer; false when that is not possible.
    /// </summary>
    private bool TryResume(InferenceCall call, FoundAgent failed)
    {
        if (call.Sent is not { CanContinue: true } sent
            || ContinuedRequest.Prepare(call.Body, sent.Text, sent.Tokens) is not { } body)
        {
            return false;
        }

        call.Continuation = new SplicedBody(body, []);
        LogResumed(call.Context.TraceIdentifier, sent.Tokens, failed.Lease.AgentId);
        return true;
    }

    private bool MayRetry()
    {
        lock (_retrying)
        {
            return _retries.TrySpend();
        }
    }

    // Nobody else being there is a consequence: the client is told of the cause.
    private static CallResult Unserved(InferenceCall call, Fault fault, Fault? earlier) =>
        call.Sent is { HasBegun: true } sent
            ? new CallResult(earlier ?? fault, sent.Cost(null, call.Outline.PromptTokens))
            : new CallResult(fault.Code == FaultCode.NoAgentAvailable ? earlier ?? fault : fault, null);

    private static async Task<CallResult> EndAsync(InferenceCall call, RelayOutcome outcome)
    {
        if (Cost(call, outcome) is not { } cost || !outcome.IsAgentsFault || !AnswerEnd.IsReached(call))
        {
            return new CallResult(outcome.Fault, Cost(call, outcome));
        }

        try
        {
            await AnswerEnd.WriteAsync(call, cost);
            return new CallResult(null, cost);
        }
        catch (ClientGoneException)
        {
            return new CallResult(RelayOutcome.ClientGone.Fault, cost);
        }
    }

    // Without figures from the agent, e.g. after a hang-up: the estimated prompt, and a token for each chunk that went
    // out.
    private static TokenUsage? Cost(InferenceCall call, RelayOutcome outcome) =>
        call.Sent is { HasBegun: true } sent ? sent.Cost(outcome.Usage, call.Outline.PromptTokens)
        : outcome.IsAnswer ? outcome.Usage ?? new TokenUsage(call.Outline.PromptTokens, 0, 0)
        : null;

    [LoggerMessage(1406, LogLevel.Warning,
        "Request {RequestId} lost agent {AgentId} after {Tokens} tokens; another agent goes on with it")]
    private partial void LogResumed(string requestId, long tokens, Guid agentId);
}
