using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Grains.Uploads;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Uploads;

/// <summary>A project's uploads of model files. They need no more than the scope of inference.</summary>
internal static class UploadResource
{
    private static readonly Fault NotFound = new(FaultCode.UploadNotFound, "There is no such upload.");

    /// <summary>Maps the routes.</summary>
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/uploads").RequireProject(Scopes.Inference).WithTags("Uploads");
        group.MapPost("", CreateAsync).Produces<UploadBody>();
        group.MapGet("", ListAsync).Produces<ListEnvelope<UploadBody>>();
        group.MapGet("{id}", GetAsync).Produces<UploadBody>();
        group.MapPost("{id}/parts", AddPartAsync).Produces<UploadPartBody>();
        group.MapPost("{id}/complete", CompleteAsync).Produces<UploadBody>();
        group.MapPost("{id}/cancel", CancelAsync).Produces<UploadBody>();
        group.MapDelete("{id}", CancelAsync).Produces<UploadBody>();
    }

    private static async Task<IResult> CreateAsync(
        string project,
        HttpContext context,
        JsonBody bodies,
        IOptions<UploadRequestOptions> options,
        OwnedThings owned,
        IGrainFactory grains)
    {
        var fields = await bodies.ReadAsync(context, options.Value.MaxBodyBytes);
        var spec = UploadFields.ReadSpec(fields, project);
        var target = UploadFields.ReadTarget(fields, project);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var id = Guid.NewGuid();
        string key = GrainKeys.Uuid(id);
        return Answer(await owned.CreateAsync(
            project, OwnedKind.Upload, id, key, () => grains.GetGrain<IUploadGrain>(key).CreateAsync(spec, target)));
    }

    private static async Task<IResult> ListAsync(
        string project, HttpContext context, OwnedThings owned, IGrainFactory grains) =>
        Reply.Of(
            await owned.ListAsync(
                context.Request,
                project,
                OwnedKind.Upload,
                key => grains.GetGrain<IUploadGrain>(key).GetAsync(),
                UploadBody.Of),
            list => list,
            ApiJson.Default.ListEnvelopeUploadBody);

    private static async Task<IResult> GetAsync(string project, string id, OwnedThings owned, IGrainFactory grains)
    {
        var found = await FindAsync(project, id, owned, grains);
        return found.Value is { } upload
            ? Reply.Of(await upload.GetAsync(), UploadBody.WithParts, ApiJson.Default.UploadBody)
            : Reply.Fault(found.Fault!);
    }

    private static async Task<IResult> AddPartAsync(
        string project,
        string id,
        HttpContext context,
        OwnedThings owned,
        IGrainFactory grains,
        PartReceiver receiver)
    {
        // Asked before the bytes come, so that nobody sends them for nothing.
        var found = await FindAsync(project, id, owned, grains);
        var upload = found.Value is { } grain ? await grain.GetAsync() : found.Fault!;
        if (upload.Value is not { } info)
        {
            return Reply.Fault(upload.Fault!);
        }

        return info.Status == UploadStatus.Pending
            ? Reply.Of(
                await receiver.ReceiveAsync(context, info.Id),
                part => UploadPartBody.Of(info.Id, part),
                ApiJson.Default.UploadPartBody)
            : Reply.Fault(info.Failure ?? new Fault(FaultCode.InvalidState, "The upload takes no more parts."));
    }

    // Long archives outlast a request: the answer then says 'processing', and the same request again waits on.
    private static async Task<IResult> CompleteAsync(
        string project,
        string id,
        HttpContext context,
        JsonBody bodies,
        IOptions<UploadRequestOptions> options,
        OwnedThings owned,
        IGrainFactory grains)
    {
        var fields = await bodies.ReadAsync(context, options.Value.MaxBodyBytes);
        var partIds = UploadFields.ReadPartIds(fields);
        string? md5 = UploadFields.ReadMd5(fields);
        if (fields.Fault is { } fault)
        {
            return Reply.Fault(fault);
        }

        var found = await FindAsync(project, id, owned, grains);
        if (found.Value is not { } upload)
        {
            return Reply.Fault(found.Fault!);
        }

        var completed = await upload.CompleteAsync(partIds, md5);
        if (completed.Value is { Status: UploadStatus.Processing })
        {
            completed = await upload.WaitAsync(options.Value.CompleteWait);
        }

        return completed.Value?.Failure is { } failure ? Reply.Fault(failure) : Answer(completed);
    }

    private static async Task<IResult> CancelAsync(
        string project, string id, OwnedThings owned, IGrainFactory grains)
    {
        var found = await FindAsync(project, id, owned, grains);
        return found.Value is { } upload ? Answer(await upload.CancelAsync()) : Reply.Fault(found.Fault!);
    }

    private static IResult Answer(Result<UploadInfo> result) =>
        Reply.Of(result, UploadBody.Of, ApiJson.Default.UploadBody);

    private static async ValueTask<Result<IUploadGrain>> FindAsync(
        string project, string id, OwnedThings owned, IGrainFactory grains)
    {
        var found = await owned.FindAsync(project, OwnedKind.Upload, id, NotFound);
        return found.Value is { } thing
            ? new Result<IUploadGrain>(grains.GetGrain<IUploadGrain>(thing.Key), null)
            : found.Fault!;
    }
}
