using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Usage;

/// <summary>
/// Metered usage of one project, rolled up by UTC day and endpoint. Key: the project's id. Called by API hosts with
/// batches; calls
/// no grain. A batch is durable before it is acknowledged; hosts retry with the same batch id, which counts once.
/// </summary>
[Alias("xerotier.usage")]
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds a batch.</summary>
    [Alias("record")]
    ValueTask RecordAsync(UsageBatch batch);

    /// <summary>Rollups from one UTC day to another, both included, at most 92 days.</summary>
    [ReadOnly, Alias("rollups")]
    ValueTask<ImmutableArray<UsageRollup>> ListRollupsAsync(DateOnly from, DateOnly to);
}
