using System.Text.Json;
using Orleans.Storage;

namespace Xerotier.Engine.Tests.Storage;

internal sealed class JsonSerializerOfTests : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromObjectAsJson(input);

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input);
}
