using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Models;

/// <summary>A project's models. They need no more than the scope of inference.</summary>
internal static class ModelResource
{
    private const int DefaultLimit = 20;

    /// <summary>Maps the routes.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/models").RequireProject(Scopes.Inference).WithTags("Models");
        group.MapPost("", RegisterAsync).Produces<ModelBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<ModelBody>>();
        group.MapGet("{id}", GetAsync).Produces<ModelBody>();
        group.MapPatch("{id}", PatchAsync).Produces<ModelBody>();
        group.MapDelete("{id}", DeleteAsync).Produces<DeletedBody>();
        group.MapPost("{id}/revalidate", RevalidateAsync).Produces<ModelBody>(StatusCodes.Status202Accepted);
        group.MapVersions();
        group.MapFit();
        routes.MapModelAdministration();
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, [AsParameters] ModelRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        var spec = ModelFields.Read(fields, request.Project);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var id = Guid.NewGuid();
        string key = GrainKeys.Uuid(id);
        var registered = await request.Owned.CreateAsync(
            request.Project, OwnedKind.Model, id, key, () => request.Grain(key).RegisterAsync(spec));
        return Answer(registered, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, [AsParameters] ModelRequest request)
    {
        switch ((string?)context.Request.Query["extended"])
        {
            case null or "" or "false":
                var plain = await PageAsync(context, request, ModelListing.Of);
                return Reply.Of(plain, list => list, ApiJson.Default.ListEnvelopeModelListing);
            case "true":
                var extended = await PageAsync(context, request, ModelBody.Of);
                return Reply.Of(extended, list => list, ApiJson.Default.ListEnvelopeModelBody);
            default:
                return Reply.Fault(
                    new Fault(FaultCode.InvalidRequest, "'extended' must be true or false.", "extended"));
        }
    }

    private static ValueTask<Result<ListEnvelope<TBody>>> PageAsync<TBody>(
        HttpContext context, ModelRequest request, Func<ModelInfo, TBody> body) =>
        request.Owned.ListAsync(
            context.Request,
            request.Project,
            OwnedKind.Model,
            key => request.Grain(key).GetAsync(),
            body,
            DefaultLimit);

    private static async Task<IResult> GetAsync(string id, [AsParameters] ModelRequest request)
    {
        var own = await request.WithOwnAsync(id, model => model.GetAsync());
        return own.Fault is { Code: FaultCode.ModelNotFound }
            ? Reply.Of(await request.FindSharedAsync(id), ModelBody.OfShared, ApiJson.Default.ModelBody)
            : Answer(own);
    }

    private static async Task<IResult> PatchAsync(
        string id, HttpContext context, [AsParameters] ModelRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        var patch = ModelFields.ReadPatch(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : Answer(await request.ChangeOwnAsync(id, model => model.PatchAsync(patch)));
    }

    private static async Task<IResult> DeleteAsync(string id, [AsParameters] ModelRequest request)
    {
        var found = await request.FindAsync(id);
        if (found.Value is not { } thing)
        {
            return Reply.Fault(found.Fault!);
        }

        // An entry without a model is what a cut-off deletion left.
        var deleted = await request.Grain(thing.Key).DeleteAsync();
        if (deleted.Fault is { Code: not FaultCode.ModelNotFound } fault)
        {
            return Reply.Fault(fault);
        }

        await request.Owned.ForgetAsync(request.Project, thing);
        await request.Catalog.RefreshAsync(thing.Id);
        return Reply.Json(new DeletedBody(thing.Id, "model"), ApiJson.Default.DeletedBody);
    }

    private static async Task<IResult> RevalidateAsync(string id, [AsParameters] ModelRequest request) =>
        Answer(await request.WithOwnAsync(id, model => model.RevalidateAsync()), StatusCodes.Status202Accepted);

    private static IResult Answer(Result<ModelInfo> result, int status = StatusCodes.Status200OK) =>
        Reply.Of(result, ModelBody.Of, ApiJson.Default.ModelBody, status);
}
