using Orleans;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Artifacts;

/// <summary>
/// Decides which files an agent may fetch: those of its project's own models, those of models that an endpoint of its
/// project uses, and, for the platform's agents, those of models that are used on shared tiers. To an agent, every
/// other model does not exist.
/// </summary>
internal sealed class ArtifactAccess(IGrainFactory grains)
{
    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    /// <summary>The version of a model, or why the agent cannot have it.</summary>
    public async ValueTask<Result<FoundArtifact>> FindAsync(AgentInfo agent, string id, string version)
    {
        if (Uuids.Read(id, "id", out var modelId) is { } malformed)
        {
            return malformed;
        }

        var model = grains.GetGrain<IModelGrain>(GrainKeys.Uuid(modelId));
        if ((await model.GetAsync()).Value is not { } info || !await MayFetchAsync(agent, info, model))
        {
            return NotFound;
        }

        var found = await model.GetVersionAsync(version);
        if (found.Value is not { } row)
        {
            return found.Fault!;
        }

        // What failed its check, say because it would run code, reaches no agent.
        return row is { Info.Servable: true, Manifest: { } manifest }
            ? new FoundArtifact(modelId, version, manifest)
            : new Fault(FaultCode.VersionNotFound, "The version has no checked files here.");
    }

    private async ValueTask<bool> MayFetchAsync(AgentInfo agent, ModelInfo info, IModelGrain model)
    {
        if (agent.ProjectId == GrainKeys.PlatformProject)
        {
            // An endpoint on a shared tier outlives the sharing of its model.
            return info.CatalogRole == CatalogRoles.Shared || await IsOnSharedTierAsync(model);
        }

        return agent.ProjectId == info.Spec.ProjectId
            || (await model.ListEndpointsAsync()).Any(
                key => key.StartsWith(GrainKeys.Endpoint(agent.ProjectId, ""), StringComparison.Ordinal));
    }

    private async ValueTask<bool> IsOnSharedTierAsync(IModelGrain model)
    {
        foreach (string key in await model.ListEndpointsAsync())
        {
            if ((await grains.GetGrain<IEndpointGrain>(key).GetAsync()).Value is { } endpoint
                && endpoint.Spec.Tier != ServiceTiers.SelfHosted)
            {
                return true;
            }
        }

        return false;
    }
}
