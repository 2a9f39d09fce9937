using Orleans;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Artifacts;

/// <summary>
/// Decides which files an agent may fetch: those of its project's own models, those of models that an endpoint of its
/// project uses, and, for the platform's agents, those of models that are used on shared tiers. To an agent, every
/// other model does not exist.
/// </summary>
internal sealed class ArtifactAccess(IGrainFactory grains)
{
    private const int PageLength = 100;

    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    /// <summary>The version of a model, or why the agent cannot have it.</summary>
    public async ValueTask<Result<FoundArtifact>> FindAsync(AgentInfo agent, string id, string version)
    {
        if (Uuids.Read(id, "id", out var modelId) is { } malformed)
        {
            return malformed;
        }

        var model = grains.GetGrain<IModelGrain>(GrainKeys.Uuid(modelId));
        if ((await model.GetAsync()).Value is not { } info || !await MayFetchAsync(agent, info))
        {
            return NotFound;
        }

        var found = await model.GetVersionAsync(version);
        if (found.Value is not { } row)
        {
            return found.Fault!;
        }

        return row.Manifest is { } manifest
            ? new FoundArtifact(modelId, version, manifest)
            : new Fault(FaultCode.VersionNotFound, "The version has no files here.");
    }

    private async ValueTask<bool> MayFetchAsync(AgentInfo agent, ModelInfo model)
    {
        if (agent.ProjectId == GrainKeys.PlatformProject)
        {
            // An endpoint on a shared tier outlives the sharing of its model.
            return model.CatalogRole == CatalogRoles.Shared
                || await HasEndpointAsync(model.Spec.ProjectId, model.Id, spec => spec.Tier != ServiceTiers.SelfHosted);
        }

        return agent.ProjectId == model.Spec.ProjectId
            || await HasEndpointAsync(agent.ProjectId, model.Id, _ => true);
    }

    private async ValueTask<bool> HasEndpointAsync(string projectId, Guid modelId, Predicate<EndpointSpec> fits)
    {
        var project = grains.GetGrain<IProjectGrain>(projectId);
        OwnedPage page;
        Guid? after = null;
        do
        {
            page = await project.ListAsync(OwnedKind.Endpoint, after, PageLength);
            foreach (var thing in page.Things)
            {
                var endpoint = (await grains.GetGrain<IEndpointGrain>(thing.Key).GetAsync()).Value;
                if (endpoint?.Spec.ModelId == modelId && fits(endpoint.Spec))
                {
                    return true;
                }

                after = thing.Id;
            }
        }
        while (page.HasMore);
        return false;
    }
}
