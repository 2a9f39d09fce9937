using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Agents;

/// <summary>Wire form of a state transition of an agent.</summary>
internal sealed record AgentEventBody(string Object, long CreatedAt, string State, string Reason)
{
    /// <summary>The wire form of <paramref name="happened"/>.</summary>
    public static AgentEventBody Of(AgentEvent happened) => new(
        "agent.event", happened.At.ToUnixTimeSeconds(), AgentBody.Word(happened.State), happened.Reason);
}
