using Xerotier.ApiHost.Agents;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Heartbeats;

/// <summary>Heartbeats of agents that are no clients of the cluster themselves.</summary>
internal static class HeartbeatResource
{
    /// <summary>Maps the route.</summary>
    public static void MapHeartbeats(this IEndpointRouteBuilder routes) =>
        routes.MapPost(AgentProtocol.HeartbeatPath, ReceiveAsync)
            .RequireAgent()
            .WithTags("Enrolment")
            .Produces<HeartbeatResponse>();

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, JsonBody bodies, HeartbeatProducer producer, TimeProvider time)
    {
        var fields = await bodies.ReadAsync(context);
        var heartbeat = HeartbeatFields.Read(fields, time.GetUtcNow());
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var agent = context.Agent();
        await producer.ProduceAsync(agent.Id, heartbeat);
        return Reply.Json(
            new HeartbeatResponse(AgentBody.Word(agent.State), agent.StorageLimitBytes),
            ProtocolJson.Default.HeartbeatResponse);
    }
}
