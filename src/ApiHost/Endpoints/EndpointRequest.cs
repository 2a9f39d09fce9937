using Orleans;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.Ownership;
using Xerotier.ApiHost.Sharing;
using Xerotier.Grains;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>What every handler of endpoints needs.</summary>
internal sealed record EndpointRequest(
    string Project,
    IGrainFactory Grains,
    JsonBody Body,
    OwnedThings Owned,
    EndpointPlacement Placement,
    EndpointSnapshots Snapshots,
    CatalogSnapshots Catalog,
    SharedModels Models)
{
    /// <summary>The endpoint with a slug in the request's project.</summary>
    public IEndpointGrain Grain(string slug) =>
        Grains.GetGrain<IEndpointGrain>(GrainKeys.Endpoint(Project, slug));

    /// <summary>
    /// Lets a change of an endpoint count at once for requests through this host, and in the catalog's numbers.
    /// </summary>
    public async ValueTask ChangedAsync(string slug, params Guid[] models)
    {
        Snapshots.Forget(Project, slug);
        foreach (var model in models.Distinct())
        {
            await Catalog.RefreshAsync(model);
        }
    }
}
