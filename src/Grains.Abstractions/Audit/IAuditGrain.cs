using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Audit;

/// <summary>
/// The trail of what was done: entries are added and never changed or removed. Key: <see cref="GrainKeys.Audit"/>.
/// Called by API hosts; calls the grains of its full pages. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.audit")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Adds an entry with the next number.</summary>
    [Alias("append")]
    ValueTask<AuditEntry> AppendAsync(AuditAction action, AuditActor actor);

    /// <summary>
    /// The newest entries with numbers below <paramref name="before"/> (null for all), at most
    /// <paramref name="limit"/> (1-100).
    /// </summary>
    [ReadOnly, Alias("list")]
    ValueTask<AuditPage> ListAsync(long? before, int limit);
}
