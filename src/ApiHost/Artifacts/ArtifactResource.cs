using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Faults;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Artifacts;

/// <summary>The files of models, as agents fetch them.</summary>
internal static class ArtifactResource
{
    private static readonly Fault NotFound = new(FaultCode.ArtifactNotFound, "The version has no such file.");

    /// <summary>Maps the routes.</summary>
    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(AgentProtocol.ModelsPath + "/{id}/versions/{version}")
            .RequireAgent()
            .WithTags("Agents");
        group.MapGet("", GetManifestAsync).Produces<ModelManifest>();
        group.MapGet("files/{**path}", GetFileAsync)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Produces<byte[]>(StatusCodes.Status206PartialContent, "application/octet-stream");
    }

    private static async Task<IResult> GetManifestAsync(
        string id, string version, HttpContext context, ArtifactAccess access) =>
        Reply.Of(
            await access.FindAsync(context.Agent(), id, version),
            found => new ModelManifest(
                found.ModelId,
                found.Version,
                [.. found.Manifest.Files.Select(file => new ModelManifestFile(file.Path, file.Bytes, file.Sha256Hex))]),
            ProtocolJson.Default.ModelManifest);

    private static async Task<IResult> GetFileAsync(
        string id, string version, string path, HttpContext context, ArtifactAccess access, IObjectStore objects)
    {
        var found = await access.FindAsync(context.Agent(), id, version);
        if (found.Value is not { } artifact)
        {
            return Reply.Fault(found.Fault!);
        }

        return artifact.Manifest.Files.FirstOrDefault(file => file.Path == path) is { } wanted
            ? new ArtifactFileResult(objects, wanted)
            : Reply.Fault(NotFound);
    }
}
