using Orleans.Runtime;

namespace Xerotier.Grains;

/// <summary>Writes grain state so that memory never runs ahead of the store.</summary>
internal static class DurableState
{
    /// <summary>
    /// Applies <paramref name="change"/> to a copy, which becomes the state once it is durable. When the write fails,
    /// the old state stays and the exception goes to the caller; a write that did reach the store shows by its ETag at
    /// the next one.
    /// </summary>
    public static async Task CommitAsync<T>(this IPersistentState<T> store, Action<T> change)
        where T : IDurableState<T>
    {
        var previous = store.State;
        store.State = previous.Copy();
        change(store.State);
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
