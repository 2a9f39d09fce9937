using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Checks what an endpoint refers to and keeps agents informed of exclusive bindings.</summary>
internal sealed class EndpointPlacement(IGrainFactory grains)
{
    /// <summary>
    /// Null when the project may use the endpoint's model on its tier and owns its agents. An endpoint keeps the model
    /// and tier that it has, whatever becomes of the model.
    /// </summary>
    /// <param name="spec">What the endpoint is to be.</param>
    /// <param name="old">What it was; null for a new one.</param>
    /// <param name="byAdmin">Whether an administrator puts it there, who may use every tier.</param>
    public async ValueTask<Fault?> CheckAsync(EndpointSpec spec, EndpointSpec? old, bool byAdmin = false)
    {
        bool kept = old is not null && old.ModelId == spec.ModelId && old.Tier == spec.Tier;
        if (!kept && await CheckModelAsync(spec, old, byAdmin) is { } fault)
        {
            return fault;
        }

        var project = grains.GetGrain<IProjectGrain>(spec.ProjectId);
        foreach (var agent in spec.BoundAgents)
        {
            if (await project.FindAsync(OwnedKind.Agent, agent) is null)
            {
                return new Fault(FaultCode.AgentNotFound, $"There is no agent {agent}.", "binding.agent_ids");
            }
        }

        return null;
    }

    /// <summary>
    /// Keeps agents for the endpoint; done before the endpoint is written, so that it never lacks them. When an agent
    /// refuses, everything is again as <paramref name="old"/> had it.
    /// </summary>
    public async ValueTask<Fault?> BindAsync(EndpointSpec spec, EndpointSpec? old)
    {
        foreach (var agent in Exclusive(spec))
        {
            if (await Agent(agent).BindExclusiveAsync(spec.Id) is { } fault)
            {
                await UnbindAsync(spec, old);
                return fault with { Param = "binding.agent_ids" };
            }
        }

        return null;
    }

    /// <summary>Frees the agents that <paramref name="old"/> kept and <paramref name="current"/> does not.</summary>
    public async ValueTask UnbindAsync(EndpointSpec old, EndpointSpec? current)
    {
        foreach (var agent in Exclusive(old).Except(current is null ? [] : Exclusive(current)))
        {
            await Agent(agent).UnbindExclusiveAsync(old.Id);
        }
    }

    private async ValueTask<Fault?> CheckModelAsync(EndpointSpec spec, EndpointSpec? old, bool byAdmin)
    {
        var got = await grains.GetGrain<IModelGrain>(GrainKeys.Uuid(spec.ModelId)).GetAsync();
        if (got.Value is not { } model
            || !(model.IsShared || model.Spec.ProjectId == spec.ProjectId || model.Id == old?.ModelId))
        {
            return new Fault(FaultCode.ModelNotFound, "There is no such model.", "model_id");
        }

        if (!ServiceTiers.TryFind(spec.Tier, out var tier))
        {
            throw new InvalidOperationException($"Endpoint {spec.Id} has no known tier: {spec.Tier}");
        }

        if (tier.Shared && !byAdmin && model.CatalogRole != CatalogRoles.Shared)
        {
            return new Fault(
                FaultCode.TierNotAllowed,
                $"The model may be used on the tier '{ServiceTiers.SelfHosted}' only.",
                "tier");
        }

        return model.Facts?.SizeBytes > tier.MaxModelBytes
            ? new Fault(
                FaultCode.ModelTooLargeForTier,
                $"The tier '{tier.Slug}' takes models of at most {tier.MaxModelBytes} bytes.",
                "tier")
            : null;
    }

    private static IEnumerable<Guid> Exclusive(EndpointSpec spec) => spec.Exclusive ? spec.BoundAgents : [];

    private IAgentGrain Agent(Guid id) => grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(id));
}
