using Microsoft.AspNetCore.Http;

namespace Xerotier.TestKit.Agents;

/// <summary>Scripts for <see cref="ScriptedAgent"/>.</summary>
public static class AgentScripts
{
    /// <summary>A short answer with usage 7 + 2, of which 3 were cached.</summary>
    public const string Completion =
        """
        {"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",
        "content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2,
        "prompt_tokens_details":{"cached_tokens":3}}}
        """;

    /// <summary>A chunk that carries usage 7 + 2 only.</summary>
    public const string UsageChunk = """{"id":"1","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}""";

    /// <summary>A chunk with one word of content, as a client sees it that did not ask for usage.</summary>
    public static string Chunk(string content) =>
        $$$"""{"id":"1","choices":[{"index":0,"delta":{"content":"{{{content}}}"}}]}""";

    /// <summary>Answers with a status and a JSON text.</summary>
    public static AgentScript Json(string text, int status = StatusCodes.Status200OK) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    };

    /// <summary>Streams chunks and ends with <c>[DONE]</c>.</summary>
    public static AgentScript Events(params string[] chunks) => async context =>
    {
        await BeginAsync(context);
        foreach (var chunk in chunks)
        {
            await SendAsync(context, chunk);
        }

        await SendAsync(context, "[DONE]");
    };

    /// <summary>Begins an event stream.</summary>
    public static Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.StartAsync();
    }

    /// <summary>Sends one frame of an event stream.</summary>
    public static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Does nothing until the host hangs up.</summary>
    public static Task HangAsync(HttpContext context) =>
        new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

    /// <summary>Resets the stream without an answer.</summary>
    public static AgentScript Dies { get; } = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };
}
