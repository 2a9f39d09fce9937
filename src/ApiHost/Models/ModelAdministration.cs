using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Shows administrators what the platform knows of any model.</summary>
internal static class ModelAdministration
{
    /// <summary>Maps the route.</summary>
    public static void MapModelAdministration(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/v1/models/{id}", GetAsync)
            .RequireAdmin()
            .WithTags("Administration")
            .Produces<ModelMetadataBody>();

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains)
    {
        if (Uuids.Read(id, "id", out var uuid) is { } fault)
        {
            return Reply.Fault(fault);
        }

        var model = grains.GetGrain<IModelGrain>(GrainKeys.Uuid(uuid));
        var found = await model.GetAsync();
        return found.Value is { } info
            ? Reply.Json(
                ModelMetadataBody.Of(info, await model.ListVersionsAsync()), ApiJson.Default.ModelMetadataBody)
            : Reply.Fault(found.Fault!);
    }
}
