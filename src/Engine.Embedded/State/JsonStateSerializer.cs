using System.Text.Json;
using Orleans.Storage;

namespace Xerotier.Engine.State;

/// <summary>Grain state as JSON; used when the application registers no serialiser of its own.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span);
}
