using Xerotier.Artifacts.Storage;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>An object store that is away, or takes its time to take something, when a test says so.</summary>
internal sealed class BreakableObjects(IObjectStore inner) : IObjectStore
{
    /// <summary>Whether the store is away.</summary>
    public bool Away { get; set; }

    /// <summary>What puts wait for.</summary>
    public Task Room { get; set; } = Task.CompletedTask;

    public async Task<StoredObject> PutAsync(
        string key, Stream content, long? length = null, CancellationToken cancellationToken = default)
    {
        await Room.WaitAsync(cancellationToken);
        return Away
            ? throw new IOException("The store is away.")
            : await inner.PutAsync(key, content, length, cancellationToken);
    }

    public Task<Stream?> OpenAsync(
        string key, long offset = 0, long? count = null, CancellationToken cancellationToken = default) =>
        Away
            ? throw new IOException("The store is away.")
            : inner.OpenAsync(key, offset, count, cancellationToken);

    public Task<long?> HeadAsync(string key, CancellationToken cancellationToken = default) =>
        inner.HeadAsync(key, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        Away ? throw new IOException("The store is away.") : inner.DeleteAsync(key, cancellationToken);

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default) =>
        Away ? throw new IOException("The store is away.") : inner.DeletePrefixAsync(prefix, cancellationToken);
}
