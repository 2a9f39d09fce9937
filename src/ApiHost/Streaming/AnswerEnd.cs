using System.Buffers;
using Xerotier.ApiHost.Inference;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>Ends streams whose agent failed when nothing was left to be generated.</summary>
internal static class AnswerEnd
{
    /// <summary>Whether the client has all of its answer's text.</summary>
    public static bool IsReached(InferenceCall call) =>
        call.Sent is { CanContinue: true } sent && (sent.IsFinished || sent.Tokens >= call.Outline.CompletionLimit);

    /// <summary>Writes what is missing: the reason of the end, usage if it was asked for, the last frame.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cost">What the answer cost.</param>
    /// <exception cref="ClientGoneException">The client no longer takes its answer.</exception>
    public static ValueTask WriteAsync(InferenceCall call, TokenUsage cost)
    {
        var sent = call.Sent!;
        if (!sent.IsFinished)
        {
            Write(call, ResumedChunk.Finish(sent));
        }

        if (call.Outline.WantsUsage && !sent.HasUsage)
        {
            Write(call, ResumedChunk.Usage(sent, cost));
        }

        Write(call, "[DONE]"u8);
        return call.Context.FlushToClientAsync();
    }

    private static void Write(InferenceCall call, ReadOnlySpan<byte> data)
    {
        var writer = call.Context.Response.BodyWriter;
        writer.Write("data: "u8);
        writer.Write(data);
        writer.Write("\n\n"u8);
    }
}
