using Orleans;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.Grains.Limits;

/// <summary>
/// What is left of one API key's own quota, over all endpoints and tiers. Key: <see cref="GrainKeys.Quota"/>. Called
/// by API hosts for keys that have a quota; calls no grain. The window begins with the first request and ends after
/// its length; the count is stored every few seconds, so a crash forgets at most those.
/// </summary>
[Alias("xerotier.quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Takes one request. Repeated, it may count twice.</summary>
    /// <returns>0 when granted, else whole seconds until the window ends, at least 1.</returns>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("take")]
    ValueTask<int> TakeAsync(ApiKeyQuota quota);
}
