namespace Orleans.Providers;

/// <summary>Turns what travels through a memory stream into bytes and back.</summary>
public interface IMemoryMessageBodySerializer
{
    /// <summary>Writes a body.</summary>
    /// <param name="body">The body.</param>
    ArraySegment<byte> Serialize(MemoryMessageBody body);

    /// <summary>Reads a body.</summary>
    /// <param name="bodyBytes">What <see cref="Serialize"/> wrote.</param>
    MemoryMessageBody Deserialize(ArraySegment<byte> bodyBytes);
}
