using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Telemetry;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.OpenAi;
using Xerotier.Routing.Health;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Finds an agent for a request and relays its answer; when the agent fails before the first byte, once more with
/// another agent.
/// </summary>
internal sealed class InferenceExchange(
    AgentSearch search, AgentRelay relay, HostMetrics metrics, IOptions<InferenceOptions> options)
{
    private readonly Lock _retrying = new();
    private readonly RetryBudget _retries = new(options.Value.RetriesPerRequest, options.Value.RetryReserve);

    /// <summary>Serves a request.</summary>
    public async Task<CallResult> RunAsync(InferenceCall call)
    {
        lock (_retrying)
        {
            _retries.Earn();
        }

        ImmutableArray<Guid> failed = [];
        Fault? earlier = null;
        while (true)
        {
            var found = await search.FindAsync(call, failed);
            if (found.Value is not { } agent)
            {
                // Nobody else being there is a consequence: the client is told of the cause.
                var fault = found.Fault!;
                return new CallResult(fault.Code == FaultCode.NoAgentAvailable ? earlier ?? fault : fault, null);
            }

            var outcome = await AttemptAsync(call, agent);
            if (!outcome.IsRetryable || earlier is not null || !MayRetry())
            {
                return new CallResult(outcome.Fault, outcome.IsAnswer ? Cost(call, outcome) : null);
            }

            failed = [agent.Lease.AgentId];
            earlier = outcome.Fault;
        }
    }

    private async Task<RelayOutcome> AttemptAsync(InferenceCall call, FoundAgent agent)
    {
        var started = call.Timing.Mark();
        RelayOutcome? outcome = null;
        try
        {
            outcome = await relay.RunAsync(call, agent);
            metrics.Attempted(call.Outline.Operation, outcome);
            search.Learn(call, outcome.Usage);
            return outcome;
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

    private bool MayRetry()
    {
        lock (_retrying)
        {
            return _retries.TrySpend();
        }
    }

    // Without figures from the agent, e.g. after a hang-up: the estimated prompt, and a token for each chunk that went
    // out.
    private static TokenUsage Cost(InferenceCall call, RelayOutcome outcome) =>
        outcome.Usage ?? new TokenUsage(call.Outline.PromptTokens, outcome.Chunks, 0);
}
