namespace Xerotier.Faults.Faults;

/// <summary>What is run.</summary>
/// <param name="Faults">Names of the faults.</param>
/// <param name="Agents">Agents.</param>
/// <param name="Clients">Clients, each asking one thing after the other.</param>
/// <param name="Requests">Requests of each client.</param>
/// <param name="Tokens">Tokens of each answer.</param>
/// <param name="StepMs">Milliseconds that an agent takes for a token.</param>
/// <param name="Json">Where the figures go; null for nowhere.</param>
internal sealed record FaultSettings(
    IReadOnlyList<string> Faults, int Agents, int Clients, int Requests, int Tokens, double StepMs, string? Json);
