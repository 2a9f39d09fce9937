using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.JoinKeys;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.JoinKeys;

/// <summary>Join keys: of a project, and of the platform for shared agents.</summary>
internal static class JoinKeyResource
{
    private static readonly Fault NotFound = new(FaultCode.JoinKeyNotFound, "There is no such join key.");

    /// <summary>Maps the routes.</summary>
    public static void MapJoinKeys(this IEndpointRouteBuilder routes)
    {
        MapTable(routes.MapGroup("/{project}/v1/management/join-keys").RequireProject(Scopes.Management));
        MapTable(routes.MapGroup("/admin/v1/join-keys").RequireAdmin());
    }

    private static void MapTable(RouteGroupBuilder group)
    {
        group.WithTags("Join keys");
        group.MapPost("", CreateAsync).Produces<JoinKeyBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<JoinKeyBody>>();
        group.MapGet("{id}", GetAsync).Produces<JoinKeyBody>();
        group.MapDelete("{id}", RevokeAsync).Produces<JoinKeyBody>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, JsonBody bodies, OwnedThings owned, IGrainFactory grains, TimeProvider time)
    {
        var fields = await bodies.ReadAsync(context);
        var now = time.GetUtcNow();
        var spec = JoinKeyFields.Read(fields, context.Owner(), now);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        string secret = Secrets.Create(Secrets.JoinKeyPrefix);
        string key = GrainKeys.JoinKey(Secrets.Hash(secret));
        var created = await owned.CreateAsync(
            spec.ProjectId,
            OwnedKind.JoinKey,
            spec.Id,
            key,
            () => grains.GetGrain<IJoinKeyGrain>(key).CreateAsync(spec));
        return Reply.Of(
            created,
            info => JoinKeyBody.Of(info, now) with { Key = secret },
            ApiJson.Default.JoinKeyBody,
            StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, OwnedThings owned, IGrainFactory grains, TimeProvider time) =>
        Reply.Of(
            await owned.ListAsync(
                context.Request,
                context.Owner(),
                OwnedKind.JoinKey,
                key => grains.GetGrain<IJoinKeyGrain>(key).GetAsync(),
                info => JoinKeyBody.Of(info, time.GetUtcNow())),
            list => list,
            ApiJson.Default.ListEnvelopeJoinKeyBody);

    private static Task<IResult> GetAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains, TimeProvider time) =>
        ApplyAsync(id, context, owned, grains, time, key => key.GetAsync());

    private static Task<IResult> RevokeAsync(
        string id, HttpContext context, OwnedThings owned, IGrainFactory grains, TimeProvider time) =>
        ApplyAsync(id, context, owned, grains, time, key => key.RevokeAsync());

    private static async Task<IResult> ApplyAsync(
        string id,
        HttpContext context,
        OwnedThings owned,
        IGrainFactory grains,
        TimeProvider time,
        Func<IJoinKeyGrain, ValueTask<Result<JoinKeyInfo>>> action)
    {
        var found = await owned.FindAsync(context.Owner(), OwnedKind.JoinKey, id, NotFound);
        return found.Value is { } thing
            ? Reply.Of(
                await action(grains.GetGrain<IJoinKeyGrain>(thing.Key)),
                info => JoinKeyBody.Of(info, time.GetUtcNow()),
                ApiJson.Default.JoinKeyBody)
            : Reply.Fault(found.Fault!);
    }
}
