using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// Looks after a tunnel from its opening to its end: tells the agent's grain of both and, as long as probes come back,
/// that the agent is alive.
/// </summary>
internal sealed partial class TunnelKeeper(
    IGrainFactory grains,
    TunnelRegistry registry,
    IOptions<TunnelOptions> options,
    TimeProvider time,
    ILogger<TunnelKeeper> logger)
{
    private readonly TunnelOptions _options = options.Value;

    /// <summary>Takes an open stream as an agent's tunnel and stays until the tunnel has ended.</summary>
    public async Task KeepAsync(Guid agentId, Stream stream)
    {
        var tunnel = registry.Add(agentId, stream);
        var agent = grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(agentId));
        LogOpened(agentId);
        try
        {
            // The first probe also opens the HTTP/2 connection: without one, nobody would notice the tunnel's end.
            if (await ProbeAsync(tunnel))
            {
                await RenewAsync(tunnel, agent);
            }
        }
        finally
        {
            registry.Remove(tunnel);
            LogEnded(agentId);
            await TellAsync(agent.DetachTunnelAsync(tunnel.Address), agentId);
        }
    }

    private async Task RenewAsync(AgentTunnel tunnel, IAgentGrain agent)
    {
        using var timer = new PeriodicTimer(_options.ProbeInterval, time);
        _ = tunnel.Ended.ContinueWith(_ => timer.Dispose(), TaskScheduler.Default);
        var alive = true;
        do
        {
            if (alive)
            {
                await TellAsync(agent.AttachTunnelAsync(tunnel.Address), tunnel.AgentId);
            }

            if (!await timer.WaitForNextTickAsync())
            {
                return;
            }

            // A probe that times out only renews nothing; it is the pings that end a dead connection.
            alive = await ProbeAsync(tunnel);
        }
        while (!tunnel.Ended.IsCompleted);
    }

    private async Task<bool> ProbeAsync(AgentTunnel tunnel)
    {
        using var deadline = new CancellationTokenSource(_options.ProbeTimeout, time);
        using var request = tunnel.Channel.CreateRequest(HttpMethod.Head, AgentProtocol.ProbePath);
        try
        {
            using var response = await tunnel.Channel.Invoker.SendAsync(request, deadline.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            or OperationCanceledException or ObjectDisposedException)
        {
            LogSilent(tunnel.AgentId, exception.Message);
            return false;
        }
    }

    // News that gets lost is told again with the next probe, or noticed by the silence.
    private async Task TellAsync(ValueTask news, Guid agentId)
    {
        try
        {
            await news;
        }
        catch (Exception exception)
        {
            LogUntold(exception, agentId);
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "Tunnel of agent {AgentId} opened")]
    private partial void LogOpened(Guid agentId);

    [LoggerMessage(1302, LogLevel.Information, "Tunnel of agent {AgentId} ended")]
    private partial void LogEnded(Guid agentId);

    [LoggerMessage(1303, LogLevel.Warning, "Tunnel of agent {AgentId} does not answer: {Reason}")]
    private partial void LogSilent(Guid agentId, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "The grain of agent {AgentId} could not be told of its tunnel")]
    private partial void LogUntold(Exception exception, Guid agentId);
}
