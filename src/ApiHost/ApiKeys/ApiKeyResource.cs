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

    private static readonly Fault NotAdmin = new(FaultCode.PermissionDenied, "Roles are changed by admins.");

    /// <summary>Maps the routes.</summary>
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/management/api-keys")
            .RequireProject(Scopes.Management)
            .WithTags("API keys");
        group.MapPost("", CreateAsync).Produces<ApiKeyBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<ApiKeyBody>>();
        group.MapGet("{id}", GetAsync).Produces<ApiKeyBody>();
        group.MapPatch("{id}", SetRoleAsync).Produces<ApiKeyBody>();
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
        if (Exceeds(context, spec.Role) is { } exceeded)
        {
            return exceeded with { Param = "role" };
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

    private static async Task<IResult> GetAsync(string id, [AsParameters] ApiKeyRequest request)
    {
        var found = await request.Owned.FindAsync(request.Project, OwnedKind.ApiKey, id, NotFound);
        return found.Value is { } thing
            ? Reply.Of(
                await request.Grains.GetGrain<IApiKeyGrain>(thing.Key).GetAsync(),
                ApiKeyBody.Of,
                ApiJson.Default.ApiKeyBody)
            : Reply.Fault(found.Fault!);
    }

    private static Task<IResult> RevokeAsync(string id, HttpContext context, [AsParameters] ApiKeyRequest request) =>
        ApplyAsync(context, request, id, async key =>
        {
            var revoked = await key.RevokeAsync();
            if (revoked.Value is { } info)
            {
                await request.Grains.GetGrain<IProjectGrain>(request.Project)
                    .RetireAsync(OwnedKind.ApiKey, info.Spec.Id);
            }

            return revoked;
        });

    private static async Task<IResult> SetRoleAsync(
        string id, HttpContext context, [AsParameters] ApiKeyRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        string role = ApiKeyFields.ReadRole(fields);
        Fault? fault = fields.Fault
            ?? (Roles.Covers(context.ProjectAccess().Role, Roles.Admin) ? null : NotAdmin)
            ?? (Exceeds(context, role) is { } exceeded ? exceeded with { Param = "role" } : null);
        return fault is null
            ? await ApplyAsync(context, request, id, key => key.SetRoleAsync(role))
            : Reply.Fault(fault);
    }

    private static async Task<IResult> RotateAsync(
        string id, HttpContext context, [AsParameters] ApiKeyRequest request, KeyIssuer issuer)
    {
        var fields = await request.Body.ReadAsync(context);
        var grace = ApiKeyFields.ReadGrace(fields);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var found = await FindToChangeAsync(context, request, id);
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
            : await ApplyAsync(context, request, id, key => change(key, value));
    }

    private static async Task<IResult> ApplyAsync(
        HttpContext context,
        ApiKeyRequest request,
        string id,
        Func<IApiKeyGrain, ValueTask<Result<ApiKeyInfo>>> action)
    {
        var found = await FindToChangeAsync(context, request, id);
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

    // Else a member could revoke an admin's key, or rotate it and walk away with the new secret.
    private static async ValueTask<Result<OwnedThing>> FindToChangeAsync(
        HttpContext context, ApiKeyRequest request, string id)
    {
        var found = await request.Owned.FindAsync(request.Project, OwnedKind.ApiKey, id, NotFound);
        if (found.Value is not { } thing)
        {
            return found;
        }

        var key = await request.Grains.GetGrain<IApiKeyGrain>(thing.Key).GetAsync();
        return key.Value is { } info ? Exceeds(context, info.Spec.Role) is { } fault ? fault : found : key.Fault!;
    }

    private static Fault? Exceeds(HttpContext context, string role) =>
        Roles.Covers(context.ProjectAccess().Role, role)
            ? null
            : new Fault(FaultCode.PermissionDenied, $"The role '{role}' exceeds yours.");

    private static IResult Answer(Result<ApiKeyBody> result, int status = StatusCodes.Status200OK) =>
        Reply.Of(result, body => body, ApiJson.Default.ApiKeyBody, status);
}
