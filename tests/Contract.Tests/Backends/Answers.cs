using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Xerotier.Contract.Tests.Backends;

/// <summary>Pieces of answers as inference servers send them.</summary>
public static class Answers
{
    /// <summary>A whole chat completion of three words.</summary>
    public static Task PlainAsync(HttpContext context, string content = "one two three") =>
        context.Response.WriteAsJsonAsync(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_763_600_000,
            model = ScriptedBackend.Model,
            choices = new[]
            {
                new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" },
            },
            usage = new { prompt_tokens = 5, completion_tokens = 3, total_tokens = 8 },
        });

    /// <summary>A piece of the text of a stream, sent at once.</summary>
    public static Task ChunkAsync(HttpContext context, string content) =>
        EventAsync(context, Chunk(new { role = "assistant", content }, finish: null));

    /// <summary>The end of a stream: reason, usage and the last line.</summary>
    public static async Task EndAsync(HttpContext context)
    {
        await EventAsync(context, Chunk(new { }, finish: "stop"));
        await EventAsync(context, JsonSerializer.Serialize(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_763_600_000,
            model = ScriptedBackend.Model,
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = 5, completion_tokens = 2, total_tokens = 7 },
        }));
        await EventAsync(context, "[DONE]");
    }

    /// <summary>One event of a stream, sent at once.</summary>
    public static async Task EventAsync(HttpContext context, string data)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Chunk(object delta, string? finish) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_763_600_000,
        model = ScriptedBackend.Model,
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    });
}
