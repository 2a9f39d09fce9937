using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>A project's endpoints, addressed by UUID or slug.</summary>
internal static class EndpointResource
{
    private const int MaxAttempts = 16;

    private static readonly Fault NotFound = new(FaultCode.EndpointNotFound, "There is no such endpoint.");

    /// <summary>Maps the routes.</summary>
    public static void MapEndpoints(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/endpoints").RequireProject(Scopes.Management).WithTags("Endpoints");
        group.MapPost("", CreateAsync).Produces<EndpointBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<EndpointBody>>();
        group.MapGet("{id}", GetAsync).Produces<EndpointBody>();
        group.MapPatch("{id}", UpdateAsync).Produces<EndpointBody>();
        group.MapPut("{id}/cors", SetCorsAsync).Produces<EndpointBody>();
        group.MapDelete("{id}", DeleteAsync).Produces<DeletedBody>();
        routes.MapPost("/admin/v1/projects/{project}/endpoints", CreateByAdminAsync)
            .RequireAdmin()
            .WithTags("Administration")
            .Produces<EndpointBody>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, [AsParameters] EndpointRequest request) =>
        Answer(await PlaceAsync(context, request, byAdmin: false), StatusCodes.Status201Created);

    // The one way to promote a published model: an administrator puts it on a shared tier.
    private static async Task<IResult> CreateByAdminAsync(HttpContext context, [AsParameters] EndpointRequest request)
    {
        var project = await request.Grains.GetGrain<IProjectGrain>(request.Project).GetAsync();
        if (project.Fault is { } unknown)
        {
            return Reply.Fault(unknown);
        }

        var created = await PlaceAsync(context, request, byAdmin: true);
        if (created.Value is { Spec: { } spec } && ServiceTiers.TryFind(spec.Tier, out var tier) && tier.Shared)
        {
            // A model that nobody shares has no role to change: its refusal is none of the endpoint's.
            await request.Models.PromoteAsync(spec.ModelId, AuditActor.Admin, $"endpoint {spec.Id}");
        }

        return Answer(created, StatusCodes.Status201Created);
    }

    private static async ValueTask<Result<EndpointInfo>> PlaceAsync(
        HttpContext context, EndpointRequest request, bool byAdmin)
    {
        var fields = await request.Body.ReadAsync(context);
        var spec = EndpointFields.Read(fields, EndpointFields.Defaults(request.Project)) with
        {
            Slug = EndpointFields.ReadSlug(fields),
        };
        if (!fields.Has("model_id"))
        {
            fields.Refuse("model_id", "is required");
        }

        if ((fields.Fault ?? await request.Placement.CheckAsync(spec, null, byAdmin)) is { } fault)
        {
            return fault;
        }

        var created = await request.Owned.CreateAsync(
            request.Project, OwnedKind.Endpoint, spec.Id, spec.Slug, () => BindAndCreateAsync(request, spec));
        await request.ChangedAsync(spec.Slug, spec.ModelId);
        return created;
    }

    private static async ValueTask<Result<EndpointInfo>> BindAndCreateAsync(EndpointRequest request, EndpointSpec spec)
    {
        if (await request.Placement.BindAsync(spec, null) is { } fault)
        {
            return fault;
        }

        var created = await request.Grain(spec.Slug).CreateAsync(spec);
        if (created.Fault is not null)
        {
            await request.Placement.UnbindAsync(spec, null);
        }

        return created;
    }

    private static async Task<IResult> ListAsync(HttpContext context, [AsParameters] EndpointRequest request) =>
        Reply.Of(
            await request.Owned.ListAsync(
                context.Request,
                request.Project,
                OwnedKind.Endpoint,
                slug => request.Grain(slug).GetAsync(),
                EndpointBody.Of),
            list => list,
            ApiJson.Default.ListEnvelopeEndpointBody);

    private static async Task<IResult> GetAsync(string id, [AsParameters] EndpointRequest request) =>
        Answer(await FindAsync(request, id));

    private static async Task<IResult> UpdateAsync(
        string id, HttpContext context, [AsParameters] EndpointRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        return await ChangeAsync(request, id, fields, current => ReadChange(fields, current));
    }

    private static async Task<IResult> SetCorsAsync(
        string id, HttpContext context, [AsParameters] EndpointRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        return await ChangeAsync(request, id, fields, current => current with { Cors = CorsFields.Read(fields) });
    }

    private static async Task<IResult> DeleteAsync(string id, [AsParameters] EndpointRequest request)
    {
        var found = await FindAsync(request, id);
        if (found.Value is not { Spec: { } spec } info)
        {
            return Reply.Fault(found.Fault!);
        }

        await request.Grain(spec.Slug).DeleteAsync();
        await request.ChangedAsync(spec.Slug, spec.ModelId);
        await request.Placement.UnbindAsync(spec, null);
        await request.Owned.ForgetAsync(
            request.Project, new OwnedThing(OwnedKind.Endpoint, spec.Id, spec.Slug, info.Created));
        return Reply.Json(new DeletedBody(spec.Id, "endpoint"), ApiJson.Default.DeletedBody);
    }

    private static EndpointSpec ReadChange(RequestFields fields, EndpointSpec current)
    {
        if (fields.Text("slug", 0, 256) is { } slug && slug != current.Slug)
        {
            fields.Refuse("slug", "never changes");
        }

        return EndpointFields.Read(fields, current);
    }

    private static async Task<IResult> ChangeAsync(
        EndpointRequest request, string id, RequestFields fields, Func<EndpointSpec, EndpointSpec> change)
    {
        var result = await TryChangeAsync(request, id, fields, change);
        for (int i = 1; i < MaxAttempts && result.Fault is { Code: FaultCode.InvalidState }; i++)
        {
            result = await TryChangeAsync(request, id, fields, change);
        }

        return Answer(result);
    }

    // The fault InvalidState says that somebody else was faster: then the change is made to what they left.
    private static async ValueTask<Result<EndpointInfo>> TryChangeAsync(
        EndpointRequest request, string id, RequestFields fields, Func<EndpointSpec, EndpointSpec> change)
    {
        var found = await FindAsync(request, id);
        if (found.Value is not { Spec: { } old } current)
        {
            return found;
        }

        var spec = change(old);
        if ((fields.Fault
            ?? await request.Placement.CheckAsync(spec, old)
            ?? await request.Placement.BindAsync(spec, old)) is { } fault)
        {
            return fault;
        }

        var grain = request.Grain(spec.Slug);
        var updated = await grain.UpdateAsync(spec, current.Revision);
        if (updated.Fault is not null)
        {
            await request.Placement.UnbindAsync(spec, (await grain.GetAsync()).Value?.Spec);
            return updated;
        }

        await request.ChangedAsync(spec.Slug, old.ModelId, spec.ModelId);
        await request.Placement.UnbindAsync(old, spec);
        return updated;
    }

    private static async ValueTask<Result<EndpointInfo>> FindAsync(EndpointRequest request, string id)
    {
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return EndpointFields.IsSlug(id)
                ? await request.Grain(id).GetAsync()
                : new Fault(FaultCode.InvalidId, "'id' must be a UUID or a slug.", "id");
        }

        var owned = await request.Owned.FindAsync(request.Project, OwnedKind.Endpoint, id, NotFound);
        return owned.Value is { } thing ? await request.Grain(thing.Key).GetAsync() : owned.Fault!;
    }

    private static IResult Answer(Result<EndpointInfo> result, int status = StatusCodes.Status200OK) =>
        Reply.Of(result, EndpointBody.Of, ApiJson.Default.EndpointBody, status);
}
