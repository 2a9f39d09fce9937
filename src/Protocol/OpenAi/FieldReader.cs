using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>A forward reader over one body that keeps the first problem it meets.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> body)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>The reader, on the first token of the value to check; a check leaves it on the last one.</summary>
    public Utf8JsonReader Json = new(body, Options);

    /// <summary>The first problem, or null.</summary>
    public RequestProblem? Problem { get; private set; }

    /// <summary>The current token's kind.</summary>
    public readonly JsonTokenType Token => Json.TokenType;

    /// <summary>The bytes of the current token, with the quotes of a string.</summary>
    public readonly ByteRange Range => RangeFrom((int)Json.TokenStartIndex);

    /// <summary>The bytes from an offset to the end of the current token.</summary>
    public readonly ByteRange RangeFrom(int start) => new(start, (int)Json.BytesConsumed - start);

    /// <summary>Bytes of text in the current string, as they stand in the body.</summary>
    public readonly int TextLength => Json.ValueSpan.Length;

    /// <summary>Steps to the next token; false at the end of the body.</summary>
    public bool Next() => Json.Read();

    /// <summary>Steps into an object or array: true on each property name or element, false at the closing
    /// token.</summary>
    public bool NextInside() =>
        Json.Read() && Json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);

    /// <summary>Steps over the rest of the current value.</summary>
    public bool Skip()
    {
        Json.Skip();
        return true;
    }

    /// <summary>Whether the current name or string is <paramref name="text"/>.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => Json.ValueTextEquals(text);

    /// <summary>Keeps a problem.</summary>
    /// <returns>Always false.</returns>
    public bool Fail(string? param, string message)
    {
        Problem ??= new RequestProblem(param is null ? message : $"'{param}' {message}.", param);
        return false;
    }
}
