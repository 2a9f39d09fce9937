namespace Orleans.Storage;

/// <summary>Turns grain state into bytes and back.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>The bytes of <paramref name="input"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="input">The state.</param>
    BinaryData Serialize<T>(T? input);

    /// <summary>The state in <paramref name="input"/>.</summary>
    /// <typeparam name="T">The type of the state.</typeparam>
    /// <param name="input">The bytes.</param>
    T? Deserialize<T>(BinaryData input);
}
