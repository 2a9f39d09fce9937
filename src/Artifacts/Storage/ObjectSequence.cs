namespace Xerotier.Artifacts.Storage;

/// <summary>
/// Objects read one after the other as one stream: how the parts of an upload become one content without a copy of it
/// in memory. Each object is opened when its turn comes.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">The objects in order.</param>
public sealed class ObjectSequence(IObjectStore store, IReadOnlyList<string> keys) : ForwardStream
{
    private int _next;
    private Stream? _current;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_current is null)
            {
                if (_next == keys.Count)
                {
                    break;
                }

                string key = keys[_next++];
                _current = await store.OpenAsync(key, cancellationToken: cancellationToken)
                    ?? throw new IOException($"The object '{key}' is gone.");
            }

            int read = await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                return read;
            }

            await _current.DisposeAsync();
            _current = null;
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }
}
