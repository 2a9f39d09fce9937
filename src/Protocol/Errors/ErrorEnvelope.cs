namespace Xerotier.Protocol.Errors;

/// <summary>The OpenAI error envelope.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ErrorEnvelope(ErrorBody Error);
