using System.Globalization;
using Xerotier.ApiHost.Auth;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>One admitted request: everything that routing and relaying it needs.</summary>
/// <param name="Context">The HTTP exchange with the client.</param>
/// <param name="Access">What the client proved.</param>
/// <param name="Endpoint">The endpoint asked for.</param>
/// <param name="Outline">What matters of the body.</param>
/// <param name="Body">The body for the agent.</param>
/// <param name="Objectives">The latency wished for.</param>
/// <param name="Timing">What the platform added so far.</param>
internal sealed record InferenceCall(
    HttpContext Context,
    ProjectAccess Access,
    EndpointSnapshot Endpoint,
    RequestOutline Outline,
    SplicedBody Body,
    ServiceObjectives Objectives,
    CallTiming Timing)
{
    /// <summary>Whether the client asked why its request was routed so.</summary>
    public bool Explains => Context.Request.Headers[AnswerHeaders.Explain] == "1";

    /// <summary>Path of the operation on agents.</summary>
    public string AgentPath => OperationPaths.Of(Outline.Operation);

    /// <summary>Sets the headers that every served answer carries; to be called right before its first byte.</summary>
    /// <param name="routeReason">Why it was routed so, or null.</param>
    public void SetHeaders(string? routeReason)
    {
        var headers = Context.Response.Headers;
        headers[AnswerHeaders.Overhead] =
            Timing.Overhead.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture);
        if (routeReason is not null)
        {
            headers[AnswerHeaders.RouteReason] = routeReason;
        }
    }
}
