using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
[GrainType("audit")]
internal sealed class AuditGrain(
    [PersistentState("audit", StorageNames.Durable)] IPersistentState<AuditState> store,
    TimeProvider time) : Grain, IAuditGrain
{
    /// <summary>Entries of a full page: an addition rewrites at most so many.</summary>
    public const int PageSize = 200;

    private const int MaxLimit = 100;

    private long FirstOpen => (long)store.State.FullPages * PageSize + 1;

    /// <inheritdoc/>
    public async ValueTask<AuditEntry> AppendAsync(AuditAction action, AuditActor actor)
    {
        var (open, full) = (store.State.Entries, store.State.FullPages);
        var entry = new AuditEntry(FirstOpen + open.Length, time.GetUtcNow(), action, actor);
        if (open.Length < PageSize)
        {
            await store.CommitAsync(state => state.Entries = [.. open, entry]);
            return entry;
        }

        // The page first: when the second write is lost, the next addition fills the same page with the same entries.
        await Page(full).FillAsync([.. open]);
        await store.CommitAsync(state =>
        {
            state.FullPages = full + 1;
            state.Entries = [entry];
        });
        return entry;
    }

    /// <inheritdoc/>
    public async ValueTask<AuditPage> ListAsync(long? before, int limit)
    {
        long next = FirstOpen + store.State.Entries.Length;
        long last = Math.Min(before ?? next, next) - 1;
        long first = Math.Max(1, last - Math.Clamp(limit, 1, MaxLimit) + 1);
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        for (long number = last; number >= first;)
        {
            var page = await ReadPageAsync((int)((number - 1) / PageSize));
            for (long start = page[0].Number; number >= first && number >= start; number--)
            {
                entries.Add(page[(int)(number - start)]);
            }
        }

        return new AuditPage(entries.ToImmutable(), first > 1 && last > 0);
    }

    private async ValueTask<IReadOnlyList<AuditEntry>> ReadPageAsync(int page) =>
        page == store.State.FullPages ? store.State.Entries : await Page(page).ReadAsync();

    private IAuditPageGrain Page(int page) => GrainFactory.GetGrain<IAuditPageGrain>(GrainKeys.AuditPage(page));
}
