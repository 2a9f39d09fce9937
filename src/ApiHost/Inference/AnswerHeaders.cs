namespace Xerotier.ApiHost.Inference;

/// <summary>Headers of inference requests and answers that are the platform's own.</summary>
internal static class AnswerHeaders
{
    /// <summary>Answer: what the platform itself added to the time before the first byte, in ms.</summary>
    public const string Overhead = "X-Xerotier-Overhead-Ms";

    /// <summary>Answer: why the request went to the agent it went to; only when asked for.</summary>
    public const string RouteReason = "X-Xerotier-Route-Reason";

    /// <summary>Request: <c>1</c> asks for <see cref="RouteReason"/>.</summary>
    public const string Explain = "X-Xerotier-Explain";
}
