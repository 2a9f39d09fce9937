using System.Collections.Immutable;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Telemetry;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Finds an agent for a request and relays its answer; when the agent fails before the first byte, once more with
/// another agent.
/// </summary>
internal sealed class InferenceExchange(AgentSearch search, AgentRelay relay, HostMetrics metrics)
{
    /// <summary>Serves a request.</summary>
    public async Task<CallResult> RunAsync(InferenceCall call)
    {
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
            if (!outcome.IsRetryable || earlier is not null)
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
            return outcome;
        }
        finally
        {
            agent.Lease.Release(
                outcome?.Lease ?? LeaseOutcome.Unused,
                outcome?.FirstByte?.TotalMilliseconds,
                call.Timing.Since(started).TotalMilliseconds,
                outcome?.Usage?.PromptTokens ?? 0,
                outcome?.Usage?.CompletionTokens ?? 0);
        }
    }

    // Without figures from the agent, e.g. after a hang-up: the estimated prompt, and a token for each chunk that went
    // out.
    private static TokenUsage Cost(InferenceCall call, RelayOutcome outcome) =>
        outcome.Usage ?? new TokenUsage(call.Outline.PromptTokens, outcome.Chunks, 0);
}
