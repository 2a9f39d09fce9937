namespace Xerotier.Agent;

/// <summary>Why an agent ended.</summary>
/// <param name="Code">Process exit code, see <see cref="AgentExitCodes"/>.</param>
/// <param name="Message">For people: what happened and what to do next.</param>
public sealed record AgentExit(int Code, string Message);
