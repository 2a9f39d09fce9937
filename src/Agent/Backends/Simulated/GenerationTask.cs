using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Runs chats and completions through the engine and writes their answers.</summary>
internal sealed class GenerationTask(SimulatedEngine engine, string fingerprint, Pace pace, TimeProvider time)
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private long _answers;

    public async Task RunAsync(
        HttpContext context, GenerationRequest request, bool isChat, string model, CancellationToken cancellationToken)
    {
        var room = engine.ContextLength - request.Prompt.Length;
        if (room < 1)
        {
            throw new BadRequestException(
                $"The prompt has {request.Prompt.Length} tokens, the context window {engine.ContextLength}.",
                isChat ? "messages" : "prompt");
        }
        var reply = ReplyPlanner.Plan(request, room);
        var id = Hashing.Combine(request.Seed, (ulong)Interlocked.Increment(ref _answers));
        var answer = new GenerationAnswer(
            isChat, $"{(isChat ? "chatcmpl" : "cmpl")}-{id:x16}", model, time.GetUtcNow().ToUnixTimeSeconds(),
            fingerprint);
        var sequence = engine.Submit(request.Prompt, reply.Tokens.Count, MarksOf(context));
        try
        {
            if (request.IsStream) await StreamAsync(context, answer, request, reply, sequence, cancellationToken);
            else await WriteWholeAsync(context, answer, reply, sequence, cancellationToken);
        }
        catch
        {
            engine.Cancel(sequence);
            throw;
        }
        pace.Finished(model, sequence.PromptTokens, reply.Tokens.Count);
    }

    private static UInt128[] MarksOf(HttpContext context)
    {
        var header = context.Request.Headers[AgentProtocol.PrefixBlocksHeader];
        PrefixBlocks.TryDecode(header is [{ } text] ? text : "", PrefixBlocks.MaxOfRequest, out var marks);
        return marks;
    }

    private static async Task WriteWholeAsync(
        HttpContext context, GenerationAnswer answer, Reply reply, EngineSequence sequence,
        CancellationToken cancellationToken)
    {
        for (var seen = 0; seen < reply.Tokens.Count;) seen = await sequence.WaitAsync(seen, cancellationToken);
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, WriterOptions))
            answer.WriteWhole(json, reply, sequence);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    private async Task StreamAsync(
        HttpContext context, GenerationAnswer answer, GenerationRequest request, Reply reply, EngineSequence sequence,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var first = started;
        var count = reply.Tokens.Count;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        var frames = new SseFrames(context.Response.BodyWriter, WriterOptions);
        for (var sent = 0; sent < count;)
        {
            var produced = await sequence.WaitAsync(sent, cancellationToken);
            if (sent == 0)
            {
                first = time.GetTimestamp();
                if (answer.IsChat) frames.Write(json => answer.WriteRole(json, reply, request.IncludeUsage));
            }
            for (; sent < produced; sent++)
            {
                var token = reply.Tokens[sent];
                frames.Write(json => answer.WriteToken(json, reply, token, request.IncludeUsage));
            }
            if (sent < count) await context.Response.BodyWriter.FlushAsync(cancellationToken);
        }
        frames.Write(json => answer.WriteFinish(json, reply, request.IncludeUsage));
        if (request.IncludeUsage) frames.Write(json => answer.WriteUsageChunk(json, sequence, count));
        frames.WriteDone();
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        var last = time.GetTimestamp();
        pace.Streamed(answer.Model, time.GetElapsedTime(started, first), time.GetElapsedTime(first, last), count);
    }
}
