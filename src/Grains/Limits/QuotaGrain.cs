using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.Grains.Limits;

/// <inheritdoc cref="IQuotaGrain"/>
[GrainType("quota")]
internal sealed class QuotaGrain(
    [PersistentState("quota", StorageNames.Durable)] IPersistentState<QuotaState> store,
    TimeProvider time) : Grain, IQuotaGrain
{
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(5);

    private IGrainTimer? _storing;
    private bool _changed;

    /// <inheritdoc/>
    public ValueTask<int> TakeAsync(ApiKeyQuota quota)
    {
        var (now, window) = (time.GetUtcNow(), store.State);
        var end = window.WindowStart + TimeSpan.FromSeconds(quota.WindowSeconds);
        if (now >= end)
        {
            (window.WindowStart, window.Used) = (now, 0);
        }
        else if (window.Used >= quota.Requests)
        {
            return new ValueTask<int>((int)Math.Ceiling((end - now).TotalSeconds));
        }

        window.Used++;
        _changed = true;
        _storing ??= this.RegisterGrainTimer(StoreAsync, StoreInterval, StoreInterval);
        return new ValueTask<int>(0);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        StoreAsync(cancellationToken);

    private async Task StoreAsync(CancellationToken cancellation)
    {
        if (!_changed)
        {
            return;
        }

        _changed = false;
        try
        {
            await store.WriteStateAsync(cancellation);
        }
        catch
        {
            // The count in memory stays right; the next turn of the timer tries again.
            _changed = true;
            throw;
        }
    }
}
