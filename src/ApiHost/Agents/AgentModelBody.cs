using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Agents;

/// <summary>Wire form of a model on an agent.</summary>
internal sealed record AgentModelBody(string Name, string? Version, string State, int? ContextLength)
{
    /// <summary>The wire form of <paramref name="model"/>.</summary>
    public static AgentModelBody Of(AgentModel model) =>
        new(model.Name, model.Version, model.State.ToString().ToLowerInvariant(), model.ContextLength);
}
