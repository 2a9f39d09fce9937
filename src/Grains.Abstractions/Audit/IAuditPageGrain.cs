using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Audit;

/// <summary>
/// One full page of the trail. Key: <see cref="GrainKeys.AuditPage"/>. Called by the trail; calls no grain.
/// </summary>
[Alias("xerotier.audit-page-grain")]
public interface IAuditPageGrain : IGrainWithStringKey
{
    /// <summary>Fills the page, once; the same again is fine.</summary>
    [Alias("fill")]
    ValueTask FillAsync(ImmutableArray<AuditEntry> entries);

    /// <summary>The page's entries, oldest first; empty before it was filled.</summary>
    [ReadOnly, Alias("read")]
    ValueTask<ImmutableArray<AuditEntry>> ReadAsync();
}
