using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Fleet;

/// <summary>
/// The agents of one pool as a compact snapshot with an epoch and a version. Key: <c>shared</c> or a project id.
/// Called by agent grains (news), by each silo's fleet view and by queues (pulls); calls no grain. The roster of
/// enrolled
/// agents is durable; load figures are not. Pulls interleave and wait for news up to the time asked for.
/// </summary>
[Alias("xerotier.fleet")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>Takes news of one agent.</summary>
    /// <returns>The fleet's epoch: when it differs from the last one, the agent grain sends everything again.</returns>
    [ResponseTimeout("00:00:05"), Alias("update")]
    ValueTask<long> UpdateAsync(AgentSnapshot agent);

    /// <summary>Forgets an agent.</summary>
    [Alias("remove")]
    ValueTask RemoveAsync(Guid agentId);

    /// <summary>
    /// Says whether requests wait for room for a model: routers then send new ones into the queue too, so that nobody
    /// passes those who wait. Not durable: a queue that sees another epoch says it again.
    /// </summary>
    [ResponseTimeout("00:00:05"), Alias("announce-waiting")]
    ValueTask AnnounceWaitingAsync(string model, bool waiting);

    /// <summary>
    /// What changed since a version; everything when the epoch differs. Waits for news for at most
    /// <paramref name="wait"/> (0 to 5 s), then answers an empty change.
    /// </summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10"), Alias("pull")]
    ValueTask<FleetChange> PullAsync(long epoch, long version, TimeSpan wait);
}
