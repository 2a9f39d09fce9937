using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Requests;

/// <summary>
/// Requests that wait for room for one model in one pool. Key: <see cref="GrainKeys.Queue"/>. Called by API hosts
/// in rounds;
/// calls fleet grains (long pulls). Holds no durable state: a waiting host asks again with the same ticket.
/// </summary>
[Alias("xerotier.queue")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>
    /// Waits for a turn for at most 5 s. A ticket keeps its place between rounds and after a turn that found no room;
    /// one that is silent for two rounds loses it.
    /// </summary>
    [Repeatable, AlwaysInterleave, ResponseTimeout("00:00:10"), Alias("wait")]
    ValueTask<QueueTurn> WaitAsync(QueueTicket ticket);

    /// <summary>Gives the place up: the request was served, failed or was cancelled.</summary>
    [OneWay, AlwaysInterleave, Alias("leave")]
    ValueTask LeaveAsync(Guid ticketId);
}
