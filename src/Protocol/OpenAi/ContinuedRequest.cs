using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xerotier.Protocol.OpenAi;

/// <summary>
/// The body of a chat completion that goes on with an answer which another agent began: what the client already has is
/// the last message, which the backend continues (vLLM's <c>continue_final_message</c>).
/// </summary>
public static class ContinuedRequest
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members that bind an answer as a whole, or that say how the backend treats the last message.</summary>
    private static readonly string[] Binding =
    [
        "continue_final_message", "add_generation_prompt", "echo", "prompt_logprobs", "logprobs", "structured_outputs",
        "guided_json", "guided_regex", "guided_choice", "guided_grammar", "regex", "ebnf", "json_schema",
    ];

    private static readonly string[] Limits = ["max_tokens", "max_completion_tokens"];

    /// <summary>Makes the body; null when this request cannot be continued.</summary>
    /// <param name="body">The body that the first agent got.</param>
    /// <param name="text">The text the client has, as the inside of a JSON string.</param>
    /// <param name="tokens">How many tokens that is.</param>
    public static byte[]? Prepare(SplicedBody body, ReadOnlySpan<byte> text, long tokens)
    {
        var original = new ArrayBufferWriter<byte>(body.Length);
        body.CopyTo(original);
        try
        {
            if (JsonNode.Parse(original.WrittenSpan) is not JsonObject request || IsBound(request))
            {
                return null;
            }

            if (text.IsEmpty)
            {
                return original.WrittenSpan.ToArray();
            }

            return TryAppend(request, text) && TryShorten(request, tokens) ? Write(request) : null;
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            // A member that is there twice, half a surrogate pair: only the backend knows what it makes of it.
            return null;
        }
    }

    private static byte[] Write(JsonObject request)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Plain))
        {
            request.WriteTo(writer);
        }

        return body.WrittenSpan.ToArray();
    }

    private static bool IsBound(JsonObject request) =>
        Array.Exists(Binding, name => request[name] is { } value && value.GetValueKind() != JsonValueKind.False)
        || request["n"] is { } choices && choices.GetValue<int>() > 1
        || request["response_format"] is { } format && format["type"]?.GetValue<string>() != "text";

    private static bool TryAppend(JsonObject request, ReadOnlySpan<byte> text)
    {
        // Two messages of the assistant in a row: few templates know what to do with them.
        if (request["messages"] is not JsonArray { Count: > 0 } messages
            || messages[^1]?["role"]?.GetValue<string>() == "assistant")
        {
            return false;
        }

        byte[] quoted = [(byte)'"', .. text, (byte)'"'];
        messages.Add((JsonNode)new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = JsonNode.Parse(quoted)!.GetValue<string>(),
        });
        request["continue_final_message"] = true;
        request["add_generation_prompt"] = false;
        return true;
    }

    private static bool TryShorten(JsonObject request, long tokens)
    {
        foreach (var name in Limits)
        {
            if (request[name] is { } limit)
            {
                var left = limit.GetValue<long>() - tokens;
                if (left < 1)
                {
                    return false;
                }

                request[name] = left;
            }
        }

        if (request["min_tokens"] is { } least)
        {
            request["min_tokens"] = Math.Max(0, least.GetValue<long>() - tokens);
        }

        return true;
    }
}
