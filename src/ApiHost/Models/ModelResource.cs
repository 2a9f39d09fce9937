using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Models;

/// <summary>A project's models. They need no more than the scope of inference.</summary>
internal static class ModelResource
{
    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    /// <summary>Maps the routes.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/models").RequireProject(Scopes.Inference).WithTags("Models");
        group.MapPost("", RegisterAsync).Produces<ModelBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<ModelBody>>();
        group.MapGet("{id}", GetAsync).Produces<ModelBody>();
    }

    private static async Task<IResult> RegisterAsync(
        string project, HttpContext context, JsonBody bodies, OwnedThings owned, IGrainFactory grains)
    {
        var fields = await bodies.ReadAsync(context);
        var spec = ModelFields.Read(fields, project);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var id = Guid.NewGuid();
        string key = GrainKeys.Uuid(id);
        var registered = await owned.CreateAsync(
            project, OwnedKind.Model, id, key, () => grains.GetGrain<IModelGrain>(key).RegisterAsync(spec));
        return Reply.Of(registered, ModelBody.Of, ApiJson.Default.ModelBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        string project, HttpContext context, OwnedThings owned, IGrainFactory grains) =>
        Reply.Of(
            await owned.ListAsync(
                context.Request,
                project,
                OwnedKind.Model,
                key => grains.GetGrain<IModelGrain>(key).GetAsync(),
                ModelBody.Of),
            list => list,
            ApiJson.Default.ListEnvelopeModelBody);

    private static async Task<IResult> GetAsync(string project, string id, OwnedThings owned, IGrainFactory grains)
    {
        var found = await owned.FindAsync(project, OwnedKind.Model, id, NotFound);
        return found.Value is { } thing
            ? Reply.Of(
                await grains.GetGrain<IModelGrain>(thing.Key).GetAsync(), ModelBody.Of, ApiJson.Default.ModelBody)
            : Reply.Fault(found.Fault!);
    }
}
