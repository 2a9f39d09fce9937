using Xerotier.Artifacts.Storage;

namespace Xerotier.Grains.Tests.Uploads;

/// <summary>An object store whose reads a test holds up, or makes fail once.</summary>
internal sealed class HeldObjectStore(IObjectStore inner) : IObjectStore
{
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _fails;

    public HeldObjectStore Open()
    {
        _released.TrySetResult();
        return this;
    }

    /// <summary>Holds reads up; completes when somebody waits for one.</summary>
    public Task HoldAsync()
    {
        _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _asked.Task;
    }

    public void FailOnce() => _fails = true;

    public async Task<Stream?> OpenAsync(
        string key, long offset = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        if (_fails)
        {
            _fails = false;
            throw new IOException("The store is away.");
        }

        return await inner.OpenAsync(key, offset, count, cancellationToken);
    }

    public Task<StoredObject> PutAsync(
        string key, Stream content, long? length = null, CancellationToken cancellationToken = default) =>
        inner.PutAsync(key, content, length, cancellationToken);

    public Task<long?> HeadAsync(string key, CancellationToken cancellationToken = default) =>
        inner.HeadAsync(key, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, cancellationToken);

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.DeletePrefixAsync(prefix, cancellationToken);
}
