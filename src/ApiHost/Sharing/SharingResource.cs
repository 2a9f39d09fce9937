using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Sharing;

/// <summary>Puts models into the public catalog and takes them out of it.</summary>
internal static class SharingResource
{
    private const string Feature = "model_sharing";

    private static readonly Fault NotEnabled = new(
        FaultCode.FeatureNotEnabled, "Model sharing is not enabled on your account. Ask support to enable it.");

    private static readonly Fault NotAdmin =
        new(FaultCode.PermissionDenied, "Sharing models needs the admin role in the project.");

    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    /// <summary>Maps the routes.</summary>
    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/{project}/v1/models/{id}").RequireProject(Scopes.Inference).WithTags("Sharing");
        models.MapPost("share", ShareAsync).Produces<SharingBody>();
        models.MapPost("unshare", UnshareAsync).Produces<SharingBody>();
        var admin = routes.MapGroup("/admin/v1/models/{id}").RequireAdmin().WithTags("Sharing");
        admin.MapPost("demote", DemoteAsync).Produces<SharingBody>();
        admin.MapPost("unshare", TakeDownAsync).Produces<SharingBody>();
        admin.MapPatch("", FeatureAsync).Produces<FeatureBody>();
    }

    private static Task<IResult> ShareAsync(
        string project, string id, HttpContext context, [AsParameters] SharingRequest request) =>
        ChangeAsync(project, id, context, request, request.Models.ShareAsync);

    private static Task<IResult> UnshareAsync(
        string project, string id, HttpContext context, [AsParameters] SharingRequest request) =>
        ChangeAsync(project, id, context, request, request.Models.UnshareAsync);

    // Which refusal comes first is promised: feature, role, model, and then the model's own state.
    private static async Task<IResult> ChangeAsync(
        string project,
        string id,
        HttpContext context,
        SharingRequest request,
        Func<Guid, AuditActor, ValueTask<Result<ModelInfo>>> change)
    {
        var access = context.ProjectAccess();
        var owner = await request.Grains.GetGrain<IProjectGrain>(project).GetAsync();
        if (owner.Value is { } info && !info.Features.Contains(Feature))
        {
            return Reply.Fault(NotEnabled);
        }

        if (!Roles.Covers(access.Role, Roles.Admin))
        {
            return Reply.Fault(NotAdmin);
        }

        var found = await request.Owned.FindAsync(project, OwnedKind.Model, id, NotFound);
        return found.Value is { } model
            ? Answer(await change(model.Id, AuditActor.ApiKey(access.KeyId)))
            : Reply.Fault(found.Fault!);
    }

    private static Task<IResult> DemoteAsync(string id, SharedModels models) =>
        ApplyAsync(id, model => models.DemoteAsync(model, AuditActor.Admin, null), Answer);

    private static Task<IResult> TakeDownAsync(string id, SharedModels models) =>
        ApplyAsync(id, models.TakeDownAsync, Answer);

    private static async Task<IResult> FeatureAsync(
        string id, HttpContext context, JsonBody bodies, SharedModels models)
    {
        var fields = await bodies.ReadAsync(context);
        bool? featured = fields.Flag("featured");
        if (featured is null)
        {
            fields.Refuse("featured", "is required");
        }

        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : await ApplyAsync(
                id,
                model => models.FeatureAsync(model, featured is true),
                result => Reply.Of(result, FeatureBody.Of, ApiJson.Default.FeatureBody));
    }

    private static async Task<IResult> ApplyAsync(
        string id, Func<Guid, ValueTask<Result<ModelInfo>>> change, Func<Result<ModelInfo>, IResult> answer) =>
        Uuids.Read(id, "id", out var model) is { } fault ? Reply.Fault(fault) : answer(await change(model));

    private static IResult Answer(Result<ModelInfo> result) =>
        Reply.Of(result, SharingBody.Of, ApiJson.Default.SharingBody);
}
