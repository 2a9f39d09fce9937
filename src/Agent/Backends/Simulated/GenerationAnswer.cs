using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Writes an answer's JSON: whole, or a chunk of a stream. Chats and completions differ a little.</summary>
/// <param name="IsChat">Whether it answers a chat.</param>
/// <param name="Id">The answer's id.</param>
/// <param name="Model">The model's served name.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Fingerprint">Says that it is simulated, and which version of the model.</param>
internal sealed record GenerationAnswer(bool IsChat, string Id, string Model, long Created, string Fingerprint)
{
    public void WriteWhole(Utf8JsonWriter json, Reply reply, EngineSequence sequence)
    {
        WriteHead(json, IsChat ? "chat.completion" : "text_completion");
        StartChoice(json);
        if (IsChat) WriteMessage(json, reply);
        else json.WriteString("text", reply.Text(ReplyToken.Words));
        EndChoice(json, reply.FinishReason);
        WriteUsage(json, sequence, reply.Tokens.Count);
        json.WriteEndObject();
    }

    /// <summary>The chunk that opens a chat's stream.</summary>
    public void WriteRole(Utf8JsonWriter json, Reply reply, bool withUsage)
    {
        StartChunk(json);
        json.WriteStartObject("delta");
        json.WriteString("role", "assistant");
        if (reply.Calls.Count > 0) json.WriteNull("content");
        else json.WriteString("content", "");
        json.WriteEndObject();
        EndChunk(json, null, withUsage);
    }

    /// <summary>One token; its finish reason is null in all but the last chunk of a completion.</summary>
    public void WriteToken(Utf8JsonWriter json, Reply reply, ReplyToken token, bool withUsage)
    {
        StartChunk(json);
        if (!IsChat)
        {
            json.WriteString("text", token.Text);
        }
        else
        {
            json.WriteStartObject("delta");
            if (token.Call == ReplyToken.Words) json.WriteString("content", token.Text);
            else WriteCallDelta(json, reply.Calls[token.Call], token);
            json.WriteEndObject();
        }
        EndChunk(json, null, withUsage);
    }

    /// <summary>The chunk with the finish reason.</summary>
    public void WriteFinish(Utf8JsonWriter json, Reply reply, bool withUsage)
    {
        StartChunk(json);
        if (IsChat)
        {
            json.WriteStartObject("delta");
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("text", "");
        }
        EndChunk(json, reply.FinishReason, withUsage);
    }

    /// <summary>The chunk with the usage and no choice.</summary>
    public void WriteUsageChunk(Utf8JsonWriter json, EngineSequence sequence, int generated)
    {
        WriteHead(json, ChunkObject);
        json.WriteStartArray("choices");
        json.WriteEndArray();
        WriteUsage(json, sequence, generated);
        json.WriteEndObject();
    }

    private string ChunkObject => IsChat ? "chat.completion.chunk" : "text_completion";

    private void WriteHead(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("object", type);
        json.WriteNumber("created", Created);
        json.WriteString("model", Model);
        json.WriteNull("service_tier");
        json.WriteString("system_fingerprint", Fingerprint);
    }

    private static void StartChoice(Utf8JsonWriter json)
    {
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
    }

    private static void EndChoice(Utf8JsonWriter json, string? finishReason)
    {
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void StartChunk(Utf8JsonWriter json)
    {
        WriteHead(json, ChunkObject);
        StartChoice(json);
    }

    private static void EndChunk(Utf8JsonWriter json, string? finishReason, bool withUsage)
    {
        EndChoice(json, finishReason);
        if (withUsage) json.WriteNull("usage");
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        if (reply.Calls.Count == 0)
        {
            json.WriteString("content", reply.Text(ReplyToken.Words));
        }
        else
        {
            json.WriteNull("content");
            json.WriteStartArray("tool_calls");
            for (var i = 0; i < reply.Calls.Count; i++)
            {
                json.WriteStartObject();
                WriteCall(json, reply.Calls[i], reply.Text(i));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteNull("refusal");
        json.WriteEndObject();
    }

    private static void WriteCallDelta(Utf8JsonWriter json, ReplyCall call, ReplyToken token)
    {
        json.WriteStartArray("tool_calls");
        json.WriteStartObject();
        json.WriteNumber("index", token.Call);
        if (token.Text.Length == 0)
        {
            WriteCall(json, call, "");
        }
        else
        {
            json.WriteStartObject("function");
            json.WriteString("arguments", token.Text);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter json, ReplyCall call, string arguments)
    {
        json.WriteString("id", call.Id);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", arguments);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, EngineSequence sequence, int generated)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", sequence.PromptTokens);
        json.WriteNumber("completion_tokens", generated);
        json.WriteNumber("total_tokens", sequence.PromptTokens + generated);
        json.WriteStartObject("prompt_tokens_details");
        json.WriteNumber("cached_tokens", sequence.CachedTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
