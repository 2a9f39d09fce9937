using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Streaming;

/// <summary>Sends a request to one agent and relays the answer to the client.</summary>
internal sealed partial class AgentRelay(
    AgentConnections connections,
    IOptions<InferenceOptions> options,
    IOptions<PatienceOptions> patience,
    TimeProvider time,
    ILogger<AgentRelay> logger)
{
    private readonly InferenceOptions _options = options.Value;

    /// <summary>Makes one attempt. Writes nothing but the agent's answer; the fault is the caller's to write.</summary>
    /// <param name="call">The request.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="replacement">Who takes over when the agent is silent for too long.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RelayOutcome> RunAsync(InferenceCall call, FoundAgent agent, Replacement replacement)
    {
        if (connections.Find(agent.Lease.AgentId, agent.Address) is not { } channel)
        {
            LogFailed(agent.Lease.AgentId, call.Context.TraceIdentifier, "it is not connected to this host");
            return RelayOutcome.AgentFailed(started: false);
        }

        await using var deadline = new RelayDeadline(
            Patience.UntilFirstByte(patience.Value, call, agent.Route), replacement, time,
            call.Context.RequestAborted);
        using var request = CreateRequest(call, channel);
        var sent = call.Timing.Mark();
        try
        {
            using var response = await channel.Invoker.SendAsync(request, deadline.Token);
            return await RelayAsync(call, agent, response, deadline, sent);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or ObjectDisposedException
                or OperationCanceledException)
        {
            return Describe(call, agent, deadline, exception);
        }
        finally
        {
            if (!call.Context.Response.HasStarted)
            {
                call.Timing.WaitedSince(sent);
            }
        }
    }

    private ValueTask<RelayOutcome> RelayAsync(
        InferenceCall call, FoundAgent agent, HttpResponseMessage response, RelayDeadline deadline, long sent)
    {
        switch (response.StatusCode)
        {
            case >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous:
                return call.Outline.Stream
                    ? RelayEventsAsync(call, agent, response, deadline, sent)
                    : RelayPlainAsync(call, agent, response, deadline, sent);

            // The platform's own credentials at the backend are no business of the client's.
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired:
            case < HttpStatusCode.BadRequest:
                LogFailed(agent.Lease.AgentId, call.Context.TraceIdentifier, $"status {(int)response.StatusCode}");
                return new(RelayOutcome.AgentFailed(started: false));
            case HttpStatusCode.ServiceUnavailable:
                return new(RelayOutcome.NoRoom);
            case >= HttpStatusCode.InternalServerError:
                LogFailed(agent.Lease.AgentId, call.Context.TraceIdentifier, $"status {(int)response.StatusCode}");
                return new(RelayOutcome.AgentFailed(started: false));
            case var status when call.Sent is { HasBegun: true }:
                LogFailed(agent.Lease.AgentId, call.Context.TraceIdentifier, $"status {(int)status}");
                return new(RelayOutcome.NotContinued);
            default:
                return PassOnAsync(call, agent, response, deadline, sent);
        }
    }

    private async ValueTask<RelayOutcome> RelayEventsAsync(
        InferenceCall call, FoundAgent agent, HttpResponseMessage response, RelayDeadline deadline, long sent)
    {
        var between = Patience.BetweenChunks(patience.Value, call, agent.Route);
        using var relay = new EventRelay(call, agent, call.Sent!, deadline, between, _options.MaxFrameBytes);
        RelayOutcome outcome;
        try
        {
            var whole = await relay.RunAsync(await response.Content.ReadAsStreamAsync(deadline.Token), sent);
            outcome = whole ? RelayOutcome.Served : Garbage(call, agent);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            outcome = Describe(call, agent, deadline, exception);
        }

        return outcome with { Usage = relay.Usage, FirstByte = relay.FirstByte };
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RelayOutcome> RelayPlainAsync(
        InferenceCall call, FoundAgent agent, HttpResponseMessage response, RelayDeadline deadline, long sent)
    {
        using var relay = new PlainRelay(call, deadline, _options.HeldAnswerBytes);
        var answer = await response.Content.ReadAsStreamAsync(deadline.Token);
        var whole = await relay.RunAsync(response, answer, sent, mustBeObject: true);
        return (whole ? RelayOutcome.Served : Garbage(call, agent)) with
        {
            Usage = relay.Usage,
            FirstByte = relay.FirstByte,
        };
    }

    private async ValueTask<RelayOutcome> PassOnAsync(
        InferenceCall call, FoundAgent agent, HttpResponseMessage response, RelayDeadline deadline, long sent)
    {
        using var relay = new PlainRelay(call, deadline, _options.HeldAnswerBytes);
        var answer = await response.Content.ReadAsStreamAsync(deadline.Token);
        await relay.RunAsync(response, answer, sent, mustBeObject: false);
        return RelayOutcome.Refused with { FirstByte = relay.FirstByte };
    }

    private RelayOutcome Garbage(InferenceCall call, FoundAgent agent)
    {
        LogFailed(agent.Lease.AgentId, call.Context.TraceIdentifier, "its answer is not whole or not valid");
        return RelayOutcome.AgentFailed(call.Context.Response.HasStarted);
    }

    private RelayOutcome Describe(
        InferenceCall call, FoundAgent agent, RelayDeadline deadline, Exception exception)
    {
        if (exception is ClientGoneException || call.Context.RequestAborted.IsCancellationRequested)
        {
            return RelayOutcome.ClientGone;
        }

        var started = call.Context.Response.HasStarted;
        LogFailed(
            agent.Lease.AgentId,
            call.Context.TraceIdentifier,
            deadline.IsReplaced ? "it is silent" : exception.Message);
        return deadline.IsReplaced || !deadline.Token.IsCancellationRequested
            ? RelayOutcome.AgentFailed(started)
            : RelayOutcome.TimedOut(started, call.Outline.Stream);
    }

    private static HttpRequestMessage CreateRequest(InferenceCall call, AgentChannel channel)
    {
        var request = channel.CreateRequest(HttpMethod.Post, call.AgentPath);
        request.Content = new SplicedContent(call.Continuation ?? call.Body);
        request.Headers.TryAddWithoutValidation(
            "Accept", call.Outline.Stream ? EventRelay.MediaType : "application/json");
        request.Headers.TryAddWithoutValidation(AgentProtocol.ModelHeader, call.Endpoint.Route.ServedName);
        request.Headers.TryAddWithoutValidation(AgentProtocol.RequestIdHeader, call.Context.TraceIdentifier);
        request.Headers.TryAddWithoutValidation(AgentProtocol.CacheSaltHeader, call.Endpoint.CacheSalt);
        if (call.Version.Header is { } version)
        {
            request.Headers.TryAddWithoutValidation(AgentProtocol.ModelVersionHeader, version);
        }

        if (!call.PromptBlocks.IsEmpty)
        {
            request.Headers.TryAddWithoutValidation(
                AgentProtocol.PrefixBlocksHeader, PrefixBlocks.Encode(call.PromptBlocks.AsSpan()));
        }

        if (Activity.Current is { Recorded: true, Id: { } parent })
        {
            request.Headers.TryAddWithoutValidation("traceparent", parent);
        }

        return request;
    }

    [LoggerMessage(1501, LogLevel.Warning, "Agent {AgentId} failed request {RequestId}: {Reason}")]
    private partial void LogFailed(Guid agentId, string requestId, string reason);
}
