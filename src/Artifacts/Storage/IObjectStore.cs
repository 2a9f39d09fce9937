namespace Xerotier.Artifacts.Storage;

/// <summary>
/// Keeps immutable blobs under keys. Keys are relative paths as <see cref="ObjectKey"/> allows them. An object appears
/// whole or not at all, and is durable once the put that wrote it has returned. Members throw
/// <see cref="IOException"/> when the store cannot be reached or is full; they are safe to call concurrently.
/// </summary>
public interface IObjectStore
{
    /// <summary>Streams content into an object, which replaces an older one of that key.</summary>
    /// <param name="key">Where.</param>
    /// <param name="content">Read to its end, never buffered whole.</param>
    /// <param name="length">Exact length in bytes if it is known.</param>
    /// <param name="cancellationToken">Ends the put; nothing of it stays.</param>
    /// <returns>Length and digest of what was stored.</returns>
    /// <exception cref="InvalidDataException">The content is shorter or longer than <paramref name="length"/>; nothing
    /// was stored.</exception>
    Task<StoredObject> PutAsync(
        string key, Stream content, long? length = null, CancellationToken cancellationToken = default);

    /// <summary>The length of an object, or null when there is none.</summary>
    Task<long?> HeadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a range of an object for reading from front to back; null when there is no such object. The range is cut
    /// to the object: behind its end the stream is empty.
    /// </summary>
    /// <param name="key">Which object.</param>
    /// <param name="offset">First byte, at least 0.</param>
    /// <param name="count">Bytes at most; null reads to the end.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    Task<Stream?> OpenAsync(
        string key, long offset = 0, long? count = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// The keys under a prefix, in no certain order. A prefix is a key; what is listed are the objects below it, as if
    /// it were a folder.
    /// </summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object; done as well when there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Deletes every object that <see cref="ListAsync"/> lists.</summary>
    Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default);
}
