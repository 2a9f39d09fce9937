namespace Xerotier.Engine.Calls;

/// <summary>The enumerations that callers read from one activation. Used in its turns only.</summary>
internal sealed class Enumerations
{
    private readonly Dictionary<Guid, IAsyncDisposable> _open = [];

    public void Add(Guid id, IAsyncDisposable enumeration) => _open[id] = enumeration;

    /// <summary>The next batch; the enumeration is forgotten at its end.</summary>
    public async ValueTask<EnumerationBatch<TItem>> ReadAsync<TItem>(Guid id, int maxItems)
    {
        if (!_open.TryGetValue(id, out var found)) return new([], EnumerationState.Missing);
        try
        {
            var batch = await ((Enumeration<TItem>)found).ReadAsync(maxItems);
            if (batch.State == EnumerationState.Ended) await StopAsync(id);
            return batch;
        }
        catch
        {
            await StopAsync(id);
            throw;
        }
    }

    public async ValueTask StopAsync(Guid id)
    {
        if (_open.Remove(id, out var enumeration)) await enumeration.DisposeAsync();
    }

    public async ValueTask StopAllAsync()
    {
        foreach (var id in _open.Keys.ToArray()) await StopAsync(id);
    }
}
