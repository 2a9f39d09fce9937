using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Projects;

/// <summary>Administration of projects.</summary>
internal static class ProjectResource
{
    private static readonly Fault NotFound = new(FaultCode.ProjectNotFound, "There is no such project.");

    /// <summary>Maps the routes.</summary>
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/v1/projects").RequireAdmin().WithTags("Administration");
        group.MapPost("", CreateAsync).Produces<ProjectBody>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync).Produces<ListEnvelope<ProjectBody>>();
        group.MapGet("{id}", GetAsync).Produces<ProjectBody>();
        group.MapPatch("{id}", UpdateAsync).Produces<ProjectBody>();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, JsonBody bodies, ProjectFounder founder)
    {
        var fields = await bodies.ReadAsync(context);
        var spec = ProjectFields.Read(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : Reply.Of(
                await founder.CreateAsync(spec),
                project => project,
                ApiJson.Default.ProjectBody,
                StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var page = Page.Read(context.Request);
        if (page.Value is not { } asked)
        {
            return Reply.Fault(page.Fault!);
        }

        var ids = await grains.GetGrain<IProjectDirectoryGrain>(GrainKeys.ProjectDirectory)
            .ListAsync(asked.After, asked.Limit);
        var projects = await Task.WhenAll(
            ids.Ids.Select(id => grains.GetGrain<IProjectGrain>(id).GetAsync().AsTask()));
        return Reply.Json(
            new ListEnvelope<ProjectBody>(
                "list",
                [.. projects.Select(project => project.Value).OfType<ProjectInfo>().Select(ProjectBody.Of)],
                ids.HasMore),
            ApiJson.Default.ListEnvelopeProjectBody);
    }

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains) =>
        Answer(ProjectIds.IsValid(id) ? await grains.GetGrain<IProjectGrain>(id).GetAsync() : NotFound);

    private static async Task<IResult> UpdateAsync(
        string id, HttpContext context, JsonBody bodies, IGrainFactory grains)
    {
        var fields = await bodies.ReadAsync(context);
        var patch = ProjectFields.ReadPatch(fields);
        return fields.Fault is { } fault ? Reply.Fault(fault)
            : Answer(ProjectIds.IsValid(id) ? await grains.GetGrain<IProjectGrain>(id).UpdateAsync(patch) : NotFound);
    }

    private static IResult Answer(Result<ProjectInfo> result) =>
        Reply.Of(result, ProjectBody.Of, ApiJson.Default.ProjectBody);
}
