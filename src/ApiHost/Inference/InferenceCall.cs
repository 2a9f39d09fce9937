using System.Collections.Immutable;
using System.Globalization;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Streaming;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>One admitted request: everything that routing and relaying it needs.</summary>
/// <param name="Context">The HTTP exchange with the client.</param>
/// <param name="Access">What the client proved.</param>
/// <param name="Endpoint">The endpoint asked for.</param>
/// <param name="Outline">What matters of the body.</param>
/// <param name="Body">The body for the agent.</param>
/// <param name="Objectives">The latency wished for.</param>
/// <param name="PromptBlocks">Names of the prompt's leading blocks.</param>
/// <param name="Explains">Whether the client asked why its request is routed as it is.</param>
/// <param name="MayContinue">Whether the answer is a stream with which another agent may go on.</param>
/// <param name="Timing">What the platform added so far.</param>
internal sealed record InferenceCall(
    HttpContext Context,
    ProjectAccess Access,
    EndpointSnapshot Endpoint,
    RequestOutline Outline,
    SplicedBody Body,
    ServiceObjectives Objectives,
    ImmutableArray<UInt128> PromptBlocks,
    bool Explains,
    bool MayContinue,
    CallTiming Timing)
{
    /// <summary>What the router said last; null before it was asked.</summary>
    public RouteReply? Route { get; set; }

    /// <summary>What the client has of a streamed answer; null for others.</summary>
    public SentAnswer? Sent { get; set; }

    /// <summary>The body that lets another agent go on with the answer; null while none has to.</summary>
    public SplicedBody? Continuation { get; set; }

    /// <summary>The version of the model that the request wants.</summary>
    public WantedVersion Version { get; } = WantedVersion.Of(Endpoint.Route, Context.TraceIdentifier);

    /// <summary>Path of the operation on agents.</summary>
    public string AgentPath => OperationPaths.Of(Outline.Operation);

    /// <summary>Sets the headers that every served answer carries; to be called right before its first byte.</summary>
    public void SetHeaders()
    {
        var headers = Context.Response.Headers;
        headers[AnswerHeaders.Overhead] =
            Timing.Overhead.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture);
        if (Explains && Route?.Report is { } report)
        {
            headers[AnswerHeaders.Route] = RouteHeader.Of(report);
        }
    }
}
