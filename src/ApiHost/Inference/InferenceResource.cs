using System.Collections.Immutable;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;
using Xerotier.Protocol;
using Xerotier.Protocol.Lists;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>The routes of an inference endpoint.</summary>
internal static class InferenceResource
{
    private static readonly ImmutableArray<InferenceOperation> Operations =
        [.. Enum.GetValues<InferenceOperation>()];

    /// <summary>Maps the operations, the list of models and their preflights.</summary>
    public static void MapInference(this IEndpointRouteBuilder routes)
    {
        // Asking a request's own services would make a scope of them for it; not before the silo has started.
        var handler = new Lazy<InferenceHandler>(routes.ServiceProvider.GetRequiredService<InferenceHandler>);
        var endpoint = routes.MapGroup("/{project}/{endpoint}");
        foreach (var operation in Operations)
        {
            var path = OperationPaths.Of(operation);
            endpoint.MapPost(path, context => handler.Value.HandleAsync(context, operation))
                .RequireProject(Scopes.Inference);
            endpoint.MapPreflight(path);
        }

        endpoint.MapGet("/v1/models", (RequestDelegate)ListModelsAsync).RequireProject(Scopes.Inference);
        endpoint.MapGet("/v1/models/{**model}", (RequestDelegate)GetModelAsync).RequireProject(Scopes.Inference);
        endpoint.MapPreflight("/v1/models");
    }

    // A browser sends no key with a preflight; the endpoint's rules alone decide.
    private static void MapPreflight(this IEndpointRouteBuilder routes, string path) =>
        routes.MapMethods(path, [HttpMethods.Options], (RequestDelegate)AnswerPreflightAsync).AllowAnyone();

    private static async Task AnswerPreflightAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var (project, slug) = ((string)values["project"]!, (string)values["endpoint"]!);
        var found = ProjectIds.IsValid(project) ? await Endpoints(context).GetAsync(project, slug) : null;
        CrossOrigin.AnswerPreflight(context, found?.Value?.Spec.Cors);
    }

    private static async Task ListModelsAsync(HttpContext context)
    {
        if (await FindModelAsync(context) is { } model)
        {
            await TypedResults.Json(
                new ListEnvelope<ModelObject>("list", [model]), ProtocolJson.Default.ListEnvelopeModelObject)
                .ExecuteAsync(context);
        }
    }

    private static async Task GetModelAsync(HttpContext context)
    {
        if (await FindModelAsync(context) is not { } model)
        {
            return;
        }

        if (model.Id == (string?)context.Request.RouteValues["model"])
        {
            await TypedResults.Json(model, ProtocolJson.Default.ModelObject).ExecuteAsync(context);
            return;
        }

        await FaultWriter.WriteAsync(
            context, new Fault(FaultCode.ModelNotFound, "The endpoint serves no such model.", "model"));
    }

    /// <summary>The endpoint's one model; null when a fault was written instead.</summary>
    private static async Task<ModelObject?> FindModelAsync(HttpContext context)
    {
        var project = context.ProjectAccess().ProjectId;
        var found = await Endpoints(context).GetAsync(project, (string)context.Request.RouteValues["endpoint"]!);
        if (found.Value is not { } endpoint)
        {
            await FaultWriter.WriteAsync(context, found.Fault!);
            return null;
        }

        CrossOrigin.Allow(context, endpoint.Spec.Cors);
        var route = endpoint.Route;
        return new ModelObject(route.ServedName, "model", route.ModelCreated.ToUnixTimeSeconds(), project);
    }

    private static EndpointSnapshots Endpoints(HttpContext context) =>
        context.RequestServices.GetRequiredService<EndpointSnapshots>();
}
