using Orleans;
using Orleans.Runtime;

namespace Xerotier.Grains.Platform;

/// <inheritdoc cref="IPlatformGrain"/>
[GrainType("platform")]
internal sealed class PlatformGrain(
    [PersistentState("platform", StorageNames.Durable)] IPersistentState<PlatformState> store)
    : Grain, IPlatformGrain
{
    /// <inheritdoc/>
    public async ValueTask<string> EnsureAdminTokenAsync(string offeredHash)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state => state.AdminTokenHash = offeredHash);
        }

        return store.State.AdminTokenHash;
    }
}
