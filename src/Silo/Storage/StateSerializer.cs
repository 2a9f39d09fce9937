using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Xerotier.Silo.Storage;

/// <summary>
/// Grain state as plain JSON, the same on both engines: camelCase names, enums as their frozen numbers, nothing for
/// null. A member that is missing keeps its initial value, an unknown one is ignored, so that state of other versions
/// stays readable.
/// </summary>
public sealed class StateSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options);
}
