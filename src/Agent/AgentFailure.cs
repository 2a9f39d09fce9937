namespace Xerotier.Agent;

/// <summary>The agent cannot go on; says what to do next.</summary>
/// <param name="exit">Exit code and message.</param>
public sealed class AgentFailure(AgentExit exit) : Exception(exit.Message)
{
    /// <summary>Creates the failure.</summary>
    /// <param name="code">One of <see cref="AgentExitCodes"/>.</param>
    /// <param name="message">What happened and what to do next.</param>
    public AgentFailure(int code, string message) : this(new AgentExit(code, message))
    {
    }

    /// <summary>Exit code and message.</summary>
    public AgentExit Exit { get; } = exit;
}
