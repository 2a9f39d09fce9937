using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Enrollment;

/// <summary>Answer to enrolment or refresh: exactly one of the two is set.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="Refusal">Why the platform refused, for people.</param>
internal sealed record TokenReply(EnrollResponse? Tokens, string? Refusal);
