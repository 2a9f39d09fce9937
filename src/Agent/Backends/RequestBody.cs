using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Xerotier.Agent.Backends;

/// <summary>Reads request bodies and changes single members of them, leaving every other byte as it was.</summary>
internal static class RequestBody
{
    /// <summary>The whole body; the server bounds its size.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>
    /// Sets a top-level string member: replaces its value, or adds it in front. A body that is no JSON object comes
    /// back as it is; the backend says what is wrong with it.
    /// </summary>
    public static ReadOnlyMemory<byte> WithMember(ReadOnlyMemory<byte> body, string name, string value)
    {
        if (!TryFind(body.Span, name, out var objectStart, out var start, out var length)) return body;
        var text = JsonSerializer.SerializeToUtf8Bytes(value, BackendJson.Default.String);
        if (start >= 0)
        {
            return body.Span.Slice(start, length).SequenceEqual(text)
                ? body
                : Splice(body.Span, start, length, text);
        }
        var isEmpty = body.Span[(objectStart + 1)..].TrimStart(" \t\r\n"u8)[0] == '}';
        var member = new ArrayBufferWriter<byte>();
        member.Write(JsonSerializer.SerializeToUtf8Bytes(name, BackendJson.Default.String));
        member.Write(":"u8);
        member.Write(text);
        if (!isEmpty) member.Write(","u8);
        return Splice(body.Span, objectStart + 1, 0, member.WrittenSpan);
    }

    /// <summary>A top-level string member; null when there is none.</summary>
    public static string? Member(ReadOnlyMemory<byte> body, string name)
    {
        if (!TryFind(body.Span, name, out _, out var start, out var length) || start < 0) return null;
        var reader = new Utf8JsonReader(body.Span.Slice(start, length));
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>Whether the body is a JSON object, and where its member's value lies; start -1: not there.</summary>
    private static bool TryFind(
        ReadOnlySpan<byte> body, string name, out int objectStart, out int start, out int length)
    {
        (objectStart, start, length) = (0, -1, 0);
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            objectStart = (int)reader.TokenStartIndex;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals(name);
                reader.Read();
                var valueStart = (int)reader.TokenStartIndex;
                reader.Skip();
                // The last of several counts, as with most parsers.
                if (isIt) (start, length) = (valueStart, (int)reader.BytesConsumed - valueStart);
            }
            // Reading on finds anything that follows the object.
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Splice(ReadOnlySpan<byte> body, int start, int length, ReadOnlySpan<byte> insert)
    {
        var result = new byte[body.Length - length + insert.Length];
        body[..start].CopyTo(result);
        insert.CopyTo(result.AsSpan(start));
        body[(start + length)..].CopyTo(result.AsSpan(start + insert.Length));
        return result;
    }
}
