namespace Xerotier.Protocol.OpenAi;

/// <summary>What is wrong with a request's body.</summary>
/// <param name="Message">A sentence for the caller; never quotes the body.</param>
/// <param name="Param">The offending field in wire spelling, e.g. <c>messages[0].role</c>; null for the whole
/// body.</param>
public sealed record RequestProblem(string Message, string? Param);
