namespace Xerotier.ApiHost.Inference;

/// <summary>Headers of inference requests and answers that are the platform's own.</summary>
internal static class AnswerHeaders
{
    /// <summary>Answer: what the platform itself added to the time before the first byte, in ms.</summary>
    public const string Overhead = "X-Xerotier-Overhead-Ms";

    /// <summary>
    /// Request: <see cref="Explain"/> asks why it is routed as it is, with a key of scope <c>management</c>. Answer:
    /// why, in at most 1 KB.
    /// </summary>
    public const string Route = "X-Xerotier-Route";

    /// <summary>
    /// Request: <see cref="Off"/> ends a stream with an error when its agent fails, instead of having another agent go
    /// on with it. Default <see cref="On"/>.
    /// </summary>
    public const string Continue = "X-Xerotier-Continue";

    /// <summary>A value of <see cref="Continue"/>.</summary>
    public const string On = "on";

    /// <summary>A value of <see cref="Continue"/>.</summary>
    public const string Off = "off";

    /// <summary>The one value of <see cref="Route"/> in a request.</summary>
    public const string Explain = "explain";
}
