using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.ApiKeys;

/// <summary>A project's API keys.</summary>
internal static class ApiKeyResource
{
    private static readonly Fault NotFound = new(FaultCode.ApiKeyNotFound, "There is no such API key.");

    /// <summary>Maps the routes.</summary>
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/management/api-keys")
            .RequireProject(Scopes.Management)
            .WithTags("API keys");
        group.MapPost("", CreateAsync).Produces<ApiKeyBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<ApiKeyBody>>();
        group.MapGet("{id}", GetAsync).Produces<ApiKeyBody>();
        group.MapDelete("{id}", RevokeAsync).Produces<ApiKeyBody>();
        group.MapPost("{id}/rotate", RotateAsync).Produces<ApiKeyBody>();
        group.MapPut("{id}/quota", SetQuotaAsync).Produces<ApiKeyBody>();
        group.MapPut("{id}/ip-filter", SetIpFilterAsync).Produces<ApiKeyBody>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, [AsParameters] ApiKeyRequest request, KeyIssuer issuer, TimeProvider time)
    {
        var fields = await request.Body.ReadAsync(context);
        var spec = ApiKeyFields.Read(fields, request.Project, time.GetUtcNow());
        if ((fields.Fault ?? await CheckAsync(context, request, spec)) is { } fault)
        {
            return Reply.Fault(fault);
        }

        var project = await request.GetProjectAsync();
        return project.Value is { } owner
            ? Answer(await issuer.CreateAsync(owner, spec), StatusCodes.Status201Created)
            : Reply.Fault(project.Fault!);
    }

    // A key hands on at most its own power, and is locked only to an endpoint that is there.
    private static async ValueTask<Fault?> CheckAsync(HttpContext context, ApiKeyRequest request, ApiKeySpec spec)
    {
        if (!Roles.Covers(context.ProjectAccess().Role, spec.Role))
        {
            return new Fault(FaultCode.PermissionDenied, "The new key's role exceeds yours.", "role");
        }

        if (spec.Endpoint is null)
        {
            return null;
        }

        var endpoint = request.Grains.GetGrain<IEndpointGrain>(GrainKeys.Endpoint(request.Project, spec.Endpoint));
        return (await endpoint.GetAsync()).Fault is { } fault ? fault with { Param = "endpoint" } : null;
    }

    private static async Task<IResult> ListAsync(HttpContext context, [AsParameters] ApiKeyRequest request) =>
        Reply.Of(
            await request.Owned.ListAsync(
                context.Request,
                request.Project,
                OwnedKind.ApiKey,
                key => request.Grains.GetGrain<IApiKeyGrain>(key).GetAsync(),
                ApiKeyBody.Of),
            list => list,
            ApiJson.Default.ListEnvelopeApiKeyBody);

    private static Task<IResult> GetAsync(string id, [AsParameters] ApiKeyRequest request) =>
        ApplyAsync(request, id, key => key.GetAsync());

    private static Task<IResult> RevokeAsync(string id, [AsParameters] ApiKeyRequest request) =>
        ApplyAsync(request, id, key => key.RevokeAsync());

    private static async Task<IResult> RotateAsync(
        string id, HttpContext context, [AsParameters] ApiKeyRequest request, KeyIssuer issuer)
    {
        var fields = await request.Body.ReadAsync(context);
        var grace = ApiKeyFields.ReadGrace(fields);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var found = await request.Owned.FindAsync(request.Project, OwnedKind.ApiKey, id, NotFound);
        var project = await request.GetProjectAsync();
        return (found.Fault ?? project.Fault) is { } missing
            ? Reply.Fault(missing)
            : Answer(await issuer.RotateAsync(project.Value!, found.Value!, grace));
    }

    private static Task<IResult> SetQuotaAsync(
        string id, HttpContext context, [AsParameters] ApiKeyRequest request) =>
        ChangeAsync(context, request, id, ApiKeyFields.ReadQuota, (key, quota) => key.SetQuotaAsync(quota));

    private static Task<IResult> SetIpFilterAsync(
        string id, HttpContext context, [AsParameters] ApiKeyRequest request) =>
        ChangeAsync(context, request, id, ApiKeyFields.ReadIpFilter, (key, allow) => key.SetIpFilterAsync(allow));

    private static async Task<IResult> ChangeAsync<T>(
        HttpContext context,
        ApiKeyRequest request,
        string id,
        Func<RequestFields, T> read,
        Func<IApiKeyGrain, T, ValueTask<Result<ApiKeyInfo>>> change)
    {
        var fields = await request.Body.ReadAsync(context);
        var value = read(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : await ApplyAsync(request, id, key => change(key, value));
    }

    private static async Task<IResult> ApplyAsync(
        ApiKeyRequest request, string id, Func<IApiKeyGrain, ValueTask<Result<ApiKeyInfo>>> action)
    {
        var found = await request.Owned.FindAsync(request.Project, OwnedKind.ApiKey, id, NotFound);
        if (found.Value is not { } thing)
        {
            return Reply.Fault(found.Fault!);
        }

        var result = await action(request.Grains.GetGrain<IApiKeyGrain>(thing.Key));
        request.Cache.Forget(KeyIssuer.HashOf(thing));
        if (result.Value?.Spec.Replaces is { } replaced)
        {
            request.Cache.Forget(replaced);
        }

        return Reply.Of(result, ApiKeyBody.Of, ApiJson.Default.ApiKeyBody);
    }

    private static IResult Answer(Result<ApiKeyBody> result, int status = StatusCodes.Status200OK) =>
        Reply.Of(result, body => body, ApiJson.Default.ApiKeyBody, status);
}
