namespace Xerotier.Protocol.Errors;

/// <summary>How a client should back off.</summary>
/// <param name="Type">Always <c>exponential_backoff</c>.</param>
/// <param name="InitialDelayMs">First delay in ms.</param>
/// <param name="MaxDelayMs">Longest delay in ms.</param>
/// <param name="Multiplier">Growth per attempt.</param>
/// <param name="Jitter">Whether to add jitter.</param>
public sealed record RetryStrategy(string Type, int InitialDelayMs, int MaxDelayMs, double Multiplier, bool Jitter);
