using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Limits;

/// <summary>
/// Request and token rates of one API key on one tier. Key: <see cref="GrainKeys.Limit"/>. Called by API hosts; calls
/// no grain. In memory: after a restart the buckets are full again.
/// Both are token buckets that refill evenly; they hold a minute's worth and a burst of half of that on top, but at
/// least <see cref="LimitRequest.MinimumBurst"/>.
/// </summary>
[Alias("xerotier.limit")]
public interface ILimitGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes one request and reserves tokens, all or nothing. A request that needs more tokens than the bucket holds
    /// waits for a full bucket and leaves a debt. Repeated, it may count twice.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("take")]
    ValueTask<LimitReply> TakeAsync(LimitRequest request);

    /// <summary>Corrects a reservation by what was really used; positive takes more, also into debt, negative gives
    /// back.</summary>
    [OneWay, Alias("settle")]
    ValueTask SettleAsync(long tokenDifference);
}
