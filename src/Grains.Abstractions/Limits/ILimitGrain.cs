using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Limits;

/// <summary>
/// Request and token rates of one API key on one tier, and the key's own quota. Key: <see cref="GrainKeys.Limit"/>.
/// Called by API hosts; calls no grain. In memory: after a restart the buckets are full again.
/// </summary>
[Alias("xerotier.limit")]
public interface ILimitGrain : IGrainWithStringKey
{
    /// <summary>Takes one request and reserves tokens, all or nothing.</summary>
    [ResponseTimeout("00:00:05"), Alias("take")]
    ValueTask<LimitReply> TakeAsync(LimitRequest request);

    /// <summary>Corrects a reservation by what was really used; positive takes more, negative gives back.</summary>
    [OneWay, Alias("settle")]
    ValueTask SettleAsync(long tokenDifference);
}
