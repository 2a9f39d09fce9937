using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Hosting;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Tunnels;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>Where agents open their tunnels.</summary>
internal static class TunnelResource
{
    private static readonly Fault NoTunnel = new(
        FaultCode.InvalidRequest,
        $"This route takes a WebSocket with the subprotocol {AgentProtocol.TunnelSubprotocol} only.");

    private static readonly Fault Full = new(FaultCode.Overloaded, "This host has no room for a further tunnel.");

    private static readonly Fault Stopping = new(FaultCode.ShuttingDown, "This host is shutting down.");

    /// <summary>Maps the tunnel's route.</summary>
    public static void MapTunnels(this IEndpointRouteBuilder routes) =>
        routes.MapGet(AgentProtocol.TunnelPath, (RequestDelegate)AcceptAsync).RequireAgent();

    private static async Task AcceptAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var agentId = context.Agent().Id;
        if (Refusal(context, services.GetRequiredService<TunnelRegistry>(), agentId) is { } fault)
        {
            await FaultWriter.WriteAsync(context, fault);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = AgentProtocol.TunnelSubprotocol,
            KeepAliveInterval = TimeSpan.FromSeconds(TunnelStream.KeepAliveIntervalSeconds),
            KeepAliveTimeout = TimeSpan.FromSeconds(TunnelStream.KeepAliveTimeoutSeconds),
        });
        await services.GetRequiredService<TunnelKeeper>().KeepAsync(agentId, TunnelStream.Create(socket));
    }

    private static Fault? Refusal(HttpContext context, TunnelRegistry registry, Guid agentId)
    {
        var stop = context.RequestServices.GetRequiredService<HostStop>();
        return !context.WebSockets.IsWebSocketRequest
            || !context.WebSockets.WebSocketRequestedProtocols.Contains(AgentProtocol.TunnelSubprotocol) ? NoTunnel
            : stop.IsAsked ? Stopping
            : registry.HasRoomFor(agentId) ? null
            : Full;
    }
}
