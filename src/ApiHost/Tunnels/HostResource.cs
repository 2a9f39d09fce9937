using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// Takes requests of other hosts for agents whose tunnels end here, and passes them on as they are. Only to tunnels of
/// this host: a request makes one hop at most.
/// </summary>
internal static class HostResource
{
    private static readonly Fault NotHere =
        new(FaultCode.NoAgentAvailable, "The agent's tunnel does not end at this host any more.");

    private static readonly Fault Failed = new(FaultCode.AgentFailed, "The agent failed to answer.");

    /// <summary>Maps the route.</summary>
    public static void MapHosts(this IEndpointRouteBuilder routes) =>
        routes.Map(HostHop.Path + "/{id:guid}/{epoch:long}/{**path}", (RequestDelegate)RelayAsync)
            .RequireOtherHost()
            .ExcludeFromDescription();

    private static async Task RelayAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var services = context.RequestServices;
        if (!Guid.TryParse((string?)values["id"], out var agentId)
            || !long.TryParse((string?)values["epoch"], out var epoch)
            || !services.GetRequiredService<TunnelRegistry>().TryFind(agentId, out var tunnel)
            || tunnel.Address.Epoch < epoch)
        {
            await FaultWriter.WriteAsync(context, NotHere);
            return;
        }

        var running = services.GetRequiredService<RelayedRequests>();
        running.Begin();
        try
        {
            await RelayAsync(context, tunnel.Channel, "/" + (string?)values["path"] + context.Request.QueryString);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            or ObjectDisposedException or OperationCanceledException)
        {
            await EndAsync(context);
        }
        finally
        {
            running.End();
        }
    }

    private static async Task RelayAsync(HttpContext context, AgentChannel channel, string path)
    {
        using var request = HopMessages.Copy(context.Request, channel, path);
        using var response = await channel.Invoker.SendAsync(request, context.RequestAborted);
        HopMessages.CopyHead(response, context.Response);
        await context.Response.StartAsync(context.RequestAborted);
        await HopMessages.CopyBodyAsync(response, context.Response, context.RequestAborted);
    }

    // Once a part has gone out, only an unclean end tells the other host that the rest is missing.
    private static async Task EndAsync(HttpContext context)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        else
        {
            await FaultWriter.WriteAsync(context, Failed);
        }
    }
}
