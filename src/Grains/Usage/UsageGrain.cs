using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Grains.Usage;

/// <inheritdoc cref="IUsageGrain"/>
[GrainType("usage")]
internal sealed class UsageGrain(
    [PersistentState("usage", StorageNames.Durable)] IPersistentState<UsageState> store) : Grain, IUsageGrain
{
    // A host has one batch under way at a time, so this is how many hosts may retry at once.
    private const int RememberedBatches = 256;

    /// <inheritdoc/>
    public async ValueTask RecordAsync(UsageBatch batch)
    {
        if (store.State.Batches.Contains(batch.Id))
        {
            return;
        }

        await store.CommitAsync(state =>
        {
            var rows = state.Rows.Select(Describe).Concat(batch.Rows).GroupBy(row => row.EndpointSlug);
            state.Rows = [.. rows.Select(group => Store(group.Aggregate((left, right) => left + right)))];
            state.Batches = [.. state.Batches.TakeLast(RememberedBatches - 1), batch.Id];
        });
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<UsageRollup>> ListRollupsAsync() => new([.. store.State.Rows.Select(Describe)]);

    private static UsageRollup Describe(UsageRowState row) => new(
        row.EndpointSlug, row.Requests, row.FailedRequests, row.InputTokens, row.CachedTokens, row.OutputTokens);

    private static UsageRowState Store(UsageRollup row) => new(
        row.EndpointSlug, row.Requests, row.FailedRequests, row.InputTokens, row.CachedTokens, row.OutputTokens);
}
