using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>The versions of a model. Promoting and rolling back are the same move of the pointer.</summary>
internal static class VersionResource
{
    /// <summary>Maps the routes under those of models.</summary>
    public static void MapVersions(this RouteGroupBuilder models)
    {
        var group = models.MapGroup("{id}/versions");
        group.MapGet("", ListAsync).Produces<VersionListBody>();
        group.MapPost("", CreateAsync).Produces<VersionBody>(StatusCodes.Status201Created);
        group.MapPost("{version}/promote", ActivateAsync).Produces<VersionBody>();
        group.MapPost("{version}/rollback", ActivateAsync).Produces<VersionBody>();
    }

    private static async Task<IResult> ListAsync(string id, [AsParameters] ModelRequest request)
    {
        var found = await request.FindAsync(id);
        if (found.Value is not { } thing)
        {
            return Reply.Fault(found.Fault!);
        }

        var versions = await request.Grain(thing.Key).ListVersionsAsync();
        return Reply.Json(
            new VersionListBody("list", [.. versions.Select(VersionBody.Of)]), ApiJson.Default.VersionListBody);
    }

    private static async Task<IResult> CreateAsync(
        string id, HttpContext context, [AsParameters] ModelRequest request)
    {
        var fields = await request.Body.ReadAsync(context);
        string version = VersionFields.Read(fields) ?? SemanticVersion.First;
        string? notes = VersionFields.ReadNotes(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : Answer(
                await request.WithOwnAsync(id, model => model.CreateVersionAsync(version, notes)),
                StatusCodes.Status201Created);
    }

    private static async Task<IResult> ActivateAsync(
        string id, string version, [AsParameters] ModelRequest request) =>
        SemanticVersion.IsValid(version)
            ? Answer(await request.ChangeOwnAsync(id, model => model.ActivateVersionAsync(version)))
            : Reply.Fault(new Fault(
                FaultCode.InvalidVersion, "'version' must be a semantic version, e.g. 1.0.0.", "version"));

    private static IResult Answer(Result<ModelVersionInfo> result, int status = StatusCodes.Status200OK) =>
        Reply.Of(result, VersionBody.Of, ApiJson.Default.VersionBody, status);
}
