using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Checks what an endpoint refers to and keeps agents informed of exclusive bindings.</summary>
internal sealed class EndpointPlacement(IGrainFactory grains)
{
    /// <summary>Null when the project owns the endpoint's model and agents.</summary>
    public async ValueTask<Fault?> CheckAsync(EndpointSpec spec)
    {
        var project = grains.GetGrain<IProjectGrain>(spec.ProjectId);
        if (await project.FindAsync(OwnedKind.Model, spec.ModelId) is null)
        {
            return new Fault(FaultCode.ModelNotFound, "There is no such model.", "model_id");
        }

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

    private static IEnumerable<Guid> Exclusive(EndpointSpec spec) => spec.Exclusive ? spec.BoundAgents : [];

    private IAgentGrain Agent(Guid id) => grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(id));
}
