using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Auth;

/// <summary>Decides which agent a request comes from.</summary>
internal sealed class AgentAuthorizer(IGrainFactory grains)
{
    private static readonly Fault Unauthenticated =
        new(FaultCode.InvalidAgentToken, "The agent token is missing or not valid.");

    /// <summary>The agent whose bearer token the request carries.</summary>
    public async ValueTask<Result<AgentInfo>> AuthorizeAsync(HttpContext context) =>
        BearerToken.TryRead(context.Request, out var token)
        && Secrets.TryGetAgentId(token, Secrets.AgentTokenPrefix, out var agentId)
            ? await grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(agentId)).AuthenticateAsync(Secrets.Hash(token))
            : Unauthenticated;
}
