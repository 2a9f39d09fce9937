using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Catalog.Families;
using Xerotier.ApiHost.Catalog.Pages;
using Xerotier.ApiHost.Catalog.Presence;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Catalog;

/// <summary>The public catalog: pages for people, and the same as JSON for programs.</summary>
internal static class CatalogResource
{
    private static readonly Fault NotFound =
        new(FaultCode.ModelNotFound, "There is no such model in the catalog.");

    private static readonly Fault UnknownAfter =
        new(FaultCode.InvalidRequest, "'after' must be the id of a model in the catalog.", "after");

    /// <summary>Maps the routes.</summary>
    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/models").AllowAnyone().WithTags("Catalog");
        group.MapGet("catalog", ListAsync).Produces<CatalogListBody>();
        group.MapGet("catalog/{id}", GetAsync).Produces<CatalogModelBody>();
        group.MapGet("assets/{name}", PageAssets.Serve).ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext context, [AsParameters] CatalogRequest request)
    {
        var read = CatalogQuery.Read(context.Request.Query);
        if (read.Value is not { } query)
        {
            return CatalogAnswer.Refuse(context, read.Fault!);
        }

        var index = await request.Snapshots.GetAsync();
        if (index.Search(query) is not { } found)
        {
            return CatalogAnswer.Refuse(context, UnknownAfter);
        }

        var visitor = await request.Visitors.IdentifyAsync(context);
        var cards = await Task.WhenAll(found.Items.Select(item => CardAsync(request, visitor, item).AsTask()));
        if (!CatalogAnswer.WantsJson(context.Request))
        {
            return CatalogAnswer.Page(visitor, new CatalogListPage(index, query, found, cards).Render());
        }

        var body = new CatalogListBody(
            "list",
            [.. cards.Select(CatalogModelBody.Of)],
            found.HasMore,
            found.Total,
            [.. index.Families.Select(pair => CatalogFamilyBody.Of(ModelFamilies.Of(pair.Value), pair.Count))]);
        return CatalogAnswer.Json(visitor, body, CatalogJson.Default.CatalogListBody);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, [AsParameters] CatalogRequest request)
    {
        if (Uuids.Read(id, "id", out var modelId) is { } invalid)
        {
            return CatalogAnswer.Refuse(context, invalid);
        }

        // The model itself says whether it is published, so that taking it back counts at once.
        var model = await request.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(modelId)).GetAsync();
        var index = await request.Snapshots.GetAsync();
        if (model.Value is not { IsShared: true } published || index.Find(modelId) is not { } item)
        {
            return CatalogAnswer.Refuse(context, NotFound);
        }

        var visitor = await request.Visitors.IdentifyAsync(context);
        var card = await CardAsync(request, visitor, item);
        string description = published.Spec.Description ?? "";
        return CatalogAnswer.WantsJson(context.Request)
            ? CatalogAnswer.Json(
                visitor,
                CatalogModelBody.Of(card) with { Description = description },
                CatalogJson.Default.CatalogModelBody)
            : CatalogAnswer.Page(visitor, new CatalogModelPage(card, description, visitor, context.Request).Render());
    }

    private static async ValueTask<CatalogCard> CardAsync(
        CatalogRequest request, CatalogVisitor visitor, CatalogItem item)
    {
        ModelAvailability? availability = visitor.IsKnown ? await request.Presence.OfAsync(item) : null;
        return new CatalogCard(item, CatalogBadges.Of(item, availability), visitor.IsKnown);
    }
}
