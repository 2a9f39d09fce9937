using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Orleans;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Loading;

/// <summary>Tells one agent to load a model.</summary>
internal sealed partial class AgentLoader(
    IGrainFactory grains, AgentConnections connections, TimeProvider time, ILogger<AgentLoader> logger)
{
    /// <summary>Time for the way there and back, beside what the agent may wait.</summary>
    private static readonly TimeSpan Transit = TimeSpan.FromSeconds(5);

    /// <summary>The agent's acknowledgement; null when it does not load the model or cannot be reached.</summary>
    public async Task<ModelLoadAck?> LoadAsync(
        Guid agentId, ModelLoadRequest wish, CancellationToken cancellationToken)
    {
        try
        {
            var load = await grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(agentId)).GetLoadAsync();
            if (load.Value?.Address is not { } address || connections.Find(agentId, address) is not { } channel)
            {
                LogRefused(agentId, wish.ModelId, wish.Version, "it is not connected to this host");
                return null;
            }

            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(wish.WaitSeconds) + Transit, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            return await AskAsync(channel, agentId, wish, stop.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or ObjectDisposedException or TimeoutException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogRefused(agentId, wish.ModelId, wish.Version, exception.Message);
            return null;
        }
    }

    private async Task<ModelLoadAck?> AskAsync(
        AgentChannel channel, Guid agentId, ModelLoadRequest wish, CancellationToken cancellationToken)
    {
        using var request = channel.CreateRequest(HttpMethod.Post, AgentProtocol.LoadPath);
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(wish, ProtocolJson.Default.ModelLoadRequest));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await channel.Invoker.SendAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted)
        {
            var ack = await JsonSerializer.DeserializeAsync(
                body, ProtocolJson.Default.ModelLoadAck, cancellationToken);
            LogAcknowledged(
                agentId, wish.ModelId, wish.Version, ack?.State, ack?.AppliedQuantization,
                ack?.AppliedQuantizationReason);
            return ack;
        }

        var error = await JsonSerializer.DeserializeAsync(
            body, ProtocolJson.Default.ErrorEnvelope, cancellationToken);
        LogRefused(agentId, wish.ModelId, wish.Version, error?.Error.Message ?? $"status {response.StatusCode}");
        return null;
    }

    [LoggerMessage(1651, LogLevel.Warning, "Agent {AgentId} does not load model {ModelId} {Version}: {Reason}")]
    private partial void LogRefused(Guid agentId, Guid modelId, string? version, string reason);

    [LoggerMessage(1652, LogLevel.Information, "Agent {AgentId} has model {ModelId} {Version} {State}; quantization "
        + "{Quantization}: {Reason}")]
    private partial void LogAcknowledged(
        Guid agentId, Guid modelId, string? version, string? state, string? quantization, string? reason);
}
