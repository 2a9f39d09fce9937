using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Grains.Audit;

/// <inheritdoc cref="IAuditPageGrain"/>
[GrainType("audit-page")]
internal sealed class AuditPageGrain(
    [PersistentState("audit-page", StorageNames.Durable)] IPersistentState<AuditPageState> store)
    : Grain, IAuditPageGrain
{
    /// <inheritdoc/>
    public async ValueTask FillAsync(ImmutableArray<AuditEntry> entries)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state => state.Entries = [.. entries]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<AuditEntry>> ReadAsync()
    {
        if (!store.RecordExists)
        {
            DeactivateOnIdle();
        }

        return new ValueTask<ImmutableArray<AuditEntry>>([.. store.State.Entries]);
    }
}
