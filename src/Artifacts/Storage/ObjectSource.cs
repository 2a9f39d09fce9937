namespace Xerotier.Artifacts.Storage;

/// <summary>An object of the store as a file of an artifact. Every read is a ranged read of the store.</summary>
/// <param name="store">The store.</param>
/// <param name="key">The object.</param>
/// <param name="path">See <see cref="IArtifactSource.Path"/>.</param>
/// <param name="length">Length of the object in bytes.</param>
public sealed class ObjectSource(IObjectStore store, string key, string path, long length) : IArtifactSource
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAtAsync(
        long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Stream? content = await store.OpenAsync(key, offset, buffer.Length, cancellationToken);
        if (content is null)
        {
            throw new IOException($"The object '{key}' is gone.");
        }

        await using (content)
        {
            return await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
    }
}
