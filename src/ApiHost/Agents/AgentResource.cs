using System.Net.Mime;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Agents;

/// <summary>Agents: of a project, and the platform's shared ones.</summary>
internal static class AgentResource
{
    private static readonly Fault NotFound = new(FaultCode.AgentNotFound, "There is no such agent.");

    /// <summary>Maps the routes.</summary>
    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        MapTable(routes.MapGroup("/{project}/v1/management/agents").RequireProject(Scopes.Management));
        MapTable(routes.MapGroup("/admin/v1/agents").RequireAdmin());
    }

    private static void MapTable(RouteGroupBuilder group)
    {
        group.WithTags("Agents");
        group.MapGet("", ListAsync).Produces<ListEnvelope<AgentBody>>();
        group.MapGet("{id}", GetAsync).Produces<AgentBody>();
        group.MapPatch("{id}", UpdateAsync).Produces<AgentBody>();
        group.MapDelete("{id}", RemoveAsync).Produces<DeletedBody>();
        group.MapPost("{id}/suspend", SuspendAsync).Produces<AgentBody>();
        group.MapPost("{id}/resume", ResumeAsync).Produces<AgentBody>();
        group.MapGet("{id}/events", ListEventsAsync).Produces<ListEnvelope<AgentEventBody>>();
        group.MapGet("{id}/logs", GetLogsAsync).Produces<string>(contentType: MediaTypeNames.Text.Plain);
        group.MapGet("{id}/metrics", GetMetricsAsync).Produces<string>(contentType: MediaTypeNames.Text.Plain);
    }

    private static async Task<IResult> ListAsync(HttpContext context, OwnedThings owned, IGrainFactory grains) =>
        Reply.Of(
            await owned.ListAsync(
                context.Request,
                context.Owner(),
                OwnedKind.Agent,
                key => grains.GetGrain<IAgentGrain>(key).GetAsync(),
                AgentBody.Of),
            list => list,
            ApiJson.Default.ListEnvelopeAgentBody);

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains)
    {
        var found = await FindAsync(id, context, owned, grains);
        if (found.Value is not { } agent)
        {
            return Reply.Fault(found.Fault!);
        }

        var info = await agent.GetAsync();
        var load = await agent.GetLoadAsync();
        return Reply.Of(
            info,
            value => AgentBody.Of(value) with { Load = load.Value is { } figures ? AgentLoadBody.Of(figures) : null },
            ApiJson.Default.AgentBody);
    }

    private static async Task<IResult> UpdateAsync(
        string id, HttpContext context, JsonBody bodies, OwnedThings owned, IGrainFactory grains)
    {
        var fields = await bodies.ReadAsync(context);
        var patch = AgentFields.Read(fields, context.Owner() == GrainKeys.PlatformProject);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : await ApplyAsync(id, context, owned, grains, agent => agent.UpdateAsync(patch));
    }

    private static Task<IResult> SuspendAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains) =>
        ApplyAsync(id, context, owned, grains, agent => agent.SuspendAsync());

    private static Task<IResult> ResumeAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains) =>
        ApplyAsync(id, context, owned, grains, agent => agent.ResumeAsync());

    private static async Task<IResult> RemoveAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains)
    {
        var found = await owned.FindAsync(context.Owner(), OwnedKind.Agent, id, NotFound);
        if (found.Value is not { } thing)
        {
            return Reply.Fault(found.Fault!);
        }

        await grains.GetGrain<IAgentGrain>(thing.Key).RemoveAsync();
        await owned.ForgetAsync(context.Owner(), thing);
        return Reply.Json(new DeletedBody(thing.Id, "agent"), ApiJson.Default.DeletedBody);
    }

    private static async Task<IResult> ListEventsAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains)
    {
        var found = await FindAsync(id, context, owned, grains);
        if (found.Value is not { } agent)
        {
            return Reply.Fault(found.Fault!);
        }

        var events = await agent.ListEventsAsync();
        return Reply.Json(
            new ListEnvelope<AgentEventBody>("list", [.. events.Select(AgentEventBody.Of)]),
            ApiJson.Default.ListEnvelopeAgentEventBody);
    }

    private static Task<IResult> GetLogsAsync(
        string id, HttpContext context, OwnedThings owned, AgentDiagnostics diagnostics) =>
        ReadAsync(id, context, owned, diagnostics, AgentProtocol.LogsPath);

    private static Task<IResult> GetMetricsAsync(
        string id, HttpContext context, OwnedThings owned, AgentDiagnostics diagnostics) =>
        ReadAsync(id, context, owned, diagnostics, AgentProtocol.MetricsPath);

    private static async Task<IResult> ReadAsync(
        string id, HttpContext context, OwnedThings owned, AgentDiagnostics diagnostics, string path)
    {
        string owner = context.Owner();
        var found = await owned.FindAsync(owner, OwnedKind.Agent, id, NotFound);
        return found.Value is { } thing
            ? await diagnostics.ReadAsync(owner, thing.Id, path, context.RequestAborted)
            : Reply.Fault(found.Fault!);
    }

    private static async Task<IResult> ApplyAsync(
        string id,
        HttpContext context,
        OwnedThings owned,
        IGrainFactory grains,
        Func<IAgentGrain, ValueTask<Result<AgentInfo>>> action)
    {
        var found = await FindAsync(id, context, owned, grains);
        return found.Value is { } agent
            ? Reply.Of(await action(agent), AgentBody.Of, ApiJson.Default.AgentBody)
            : Reply.Fault(found.Fault!);
    }

    private static async ValueTask<Result<IAgentGrain>> FindAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains)
    {
        var found = await owned.FindAsync(context.Owner(), OwnedKind.Agent, id, NotFound);
        return found.Value is { } thing
            ? new Result<IAgentGrain>(grains.GetGrain<IAgentGrain>(thing.Key), null)
            : found.Fault!;
    }
}
