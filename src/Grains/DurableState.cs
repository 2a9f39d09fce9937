using Orleans.Runtime;

namespace Xerotier.Grains;

/// <summary>Writes grain state so that memory never runs ahead of the store.</summary>
internal static class DurableState
{
    /// <summary>
    /// Makes <paramref name="next"/> the state once it is durable; when the write fails, the old state stays and the
    /// exception goes to the caller. A write that did reach the store shows by its ETag at the next one.
    /// </summary>
    public static async Task CommitAsync<T>(this IPersistentState<T> store, T next)
    {
        var previous = store.State;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = previous;
            throw;
        }
    }
}
