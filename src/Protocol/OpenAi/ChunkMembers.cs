using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Where those members of a chunk stand that are the same in every chunk of an answer, and its usage. Each is
/// the range of a value, empty when it is absent.</summary>
/// <param name="Id"><c>id</c>.</param>
/// <param name="Created"><c>created</c>.</param>
/// <param name="Model"><c>model</c>.</param>
/// <param name="Fingerprint"><c>system_fingerprint</c>.</param>
/// <param name="Usage"><c>usage</c>.</param>
public readonly record struct ChunkMembers(
    ByteRange Id, ByteRange Created, ByteRange Model, ByteRange Fingerprint, ByteRange Usage)
{
    /// <summary>Finds them.</summary>
    /// <param name="json">The chunk, which <see cref="ChunkOutline"/> has found to be valid JSON.</param>
    public static ChunkMembers Read(ReadOnlySpan<byte> json)
    {
        var members = default(ChunkMembers);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members =
                reader.ValueTextEquals("id"u8) ? members with { Id = ValueOf(ref reader) }
                : reader.ValueTextEquals("created"u8) ? members with { Created = ValueOf(ref reader) }
                : reader.ValueTextEquals("model"u8) ? members with { Model = ValueOf(ref reader) }
                : reader.ValueTextEquals("system_fingerprint"u8) ? members with { Fingerprint = ValueOf(ref reader) }
                : reader.ValueTextEquals("usage"u8) ? members with { Usage = ValueOf(ref reader) }
                : members;
            reader.Skip();
        }

        return members;
    }

    private static ByteRange ValueOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new ByteRange(start, (int)reader.BytesConsumed - start);
    }
}
