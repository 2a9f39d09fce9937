using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Usage;

/// <summary>
/// Metered usage of one project on one UTC day, rolled up by endpoint. Key: <see cref="GrainKeys.Usage"/>. Called by
/// API hosts; calls no grain. A batch is durable before it is acknowledged; hosts retry with the same batch id, which
/// counts once.
/// </summary>
[Alias("xerotier.usage")]
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds a batch.</summary>
    [ResponseTimeout("00:00:10"), Alias("record")]
    ValueTask RecordAsync(UsageBatch batch);

    /// <summary>The day's usage, one row an endpoint.</summary>
    [ReadOnly, Alias("rollups")]
    ValueTask<ImmutableArray<UsageRollup>> ListRollupsAsync();
}
