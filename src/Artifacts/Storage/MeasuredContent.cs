using System.Security.Cryptography;

namespace Xerotier.Artifacts.Storage;

/// <summary>Content on its way into a store: counts and hashes what is read of it.</summary>
/// <param name="content">The content.</param>
/// <param name="length">The length that it must have, if that is known.</param>
internal sealed class MeasuredContent(Stream content, long? length) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    /// <summary>
    /// Fills the buffer; less than that only at the end of the content, 0 when nothing is left.
    /// </summary>
    /// <exception cref="InvalidDataException">The content is shorter or longer than it must be.</exception>
    public async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        _bytes += read;
        _hash.AppendData(buffer.Span[..read]);
        if (length is { } exact && (_bytes > exact || (read < buffer.Length && _bytes < exact)))
        {
            throw new InvalidDataException($"The content has another length than the {exact} bytes it must have.");
        }

        return read;
    }

    /// <summary>What was read, as the object that it became.</summary>
    public StoredObject StoredAs(string key) =>
        new(key, _bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
