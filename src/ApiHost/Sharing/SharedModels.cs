using Orleans;
using Xerotier.ApiHost.Catalog;
using Xerotier.Grains;
using Xerotier.Grains.Audit;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Sharing;

/// <summary>
/// Changes what is published and how it may be used. Each change is in the catalog and in the audit trail before it is
/// acknowledged; asked for again it is noted again, so that a trail that could not be written is made up for.
/// </summary>
internal sealed class SharedModels(IGrainFactory grains, CatalogSnapshots catalog)
{
    /// <summary>Publishes a model; it starts as <see cref="CatalogRoles.Deployable"/>.</summary>
    public ValueTask<Result<ModelInfo>> ShareAsync(Guid id, AuditActor actor) =>
        ChangeAsync(id, model => model.ShareAsync(), AuditActions.Share, actor);

    /// <summary>Takes a model back; endpoints that use it stay.</summary>
    public ValueTask<Result<ModelInfo>> UnshareAsync(Guid id, AuditActor actor) =>
        ChangeAsync(id, model => model.UnshareAsync(), AuditActions.Unshare, actor);

    /// <summary>The same by an administrator.</summary>
    public ValueTask<Result<ModelInfo>> TakeDownAsync(Guid id) =>
        ChangeAsync(id, model => model.UnshareAsync(), AuditActions.Takedown, AuditActor.Admin);

    /// <summary>Lets a published model be used on every tier.</summary>
    /// <param name="id">The model.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="reason">Why, for the trail.</param>
    public ValueTask<Result<ModelInfo>> PromoteAsync(Guid id, AuditActor actor, string? reason) => ChangeAsync(
        id, model => model.SetCatalogRoleAsync(CatalogRoles.Shared), AuditActions.Promote, actor, reason);

    /// <summary>Lets a published model be used on projects' own agents only; endpoints that use it stay.</summary>
    public ValueTask<Result<ModelInfo>> DemoteAsync(Guid id, AuditActor actor, string? reason) => ChangeAsync(
        id, model => model.SetCatalogRoleAsync(CatalogRoles.Deployable), AuditActions.Demote, actor, reason);

    /// <summary>Highlights a model or no longer does.</summary>
    public ValueTask<Result<ModelInfo>> FeatureAsync(Guid id, bool featured) => ChangeAsync(
        id,
        model => model.SetFeaturedAsync(featured),
        featured ? AuditActions.Feature : AuditActions.Unfeature,
        AuditActor.Admin);

    private async ValueTask<Result<ModelInfo>> ChangeAsync(
        Guid id,
        Func<IModelGrain, ValueTask<Result<ModelInfo>>> change,
        string action,
        AuditActor actor,
        string? detail = null)
    {
        var result = await change(grains.GetGrain<IModelGrain>(GrainKeys.Uuid(id)));
        if (result.Value is { } model)
        {
            await catalog.RefreshAsync(id);
            await grains.GetGrain<IAuditGrain>(GrainKeys.Audit)
                .AppendAsync(new AuditAction(action, model.Spec.ProjectId, id, detail), actor);
        }

        return result;
    }
}
