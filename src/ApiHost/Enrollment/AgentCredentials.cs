using Xerotier.ApiHost.Auth;
using Xerotier.Grains;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Enrollment;

/// <summary>A fresh pair of agent secrets with their hashes.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Token">Bearer token, shown once.</param>
/// <param name="RotationToken">Single-use rotation token, shown once.</param>
/// <param name="Hashes">What the agent's grain keeps.</param>
internal sealed record AgentCredentials(Guid AgentId, string Token, string RotationToken, AgentTokens Hashes)
{
    /// <summary>New secrets for an agent.</summary>
    public static AgentCredentials Create(Guid agentId, DateTimeOffset expires)
    {
        string token = Secrets.Create($"{Secrets.AgentTokenPrefix}{GrainKeys.Uuid(agentId)}_");
        string rotation = Secrets.Create($"{Secrets.RotationTokenPrefix}{GrainKeys.Uuid(agentId)}_");
        return new AgentCredentials(
            agentId, token, rotation, new AgentTokens(Secrets.Hash(token), Secrets.Hash(rotation), expires));
    }
}
