namespace Orleans.Storage;

/// <summary>Overloads for <see cref="IGrainStorageSerializer"/>.</summary>
public static class GrainStorageSerializerExtensions
{
    /// <summary>The state in <paramref name="input"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="serializer">The serialiser.</param>
    /// <param name="input">The bytes.</param>
    public static T? Deserialize<T>(this IGrainStorageSerializer serializer, ReadOnlyMemory<byte> input) =>
        serializer.Deserialize<T>(new BinaryData(input));
}
