using Xerotier.Grains.Limits;

namespace Xerotier.ApiHost.Limits;

/// <summary>Tokens that a request reserved of its key's rate.</summary>
/// <param name="limit">The limit they were reserved at; null where the tier has none.</param>
/// <param name="tokens">How many.</param>
internal sealed class Reservation(ILimitGrain? limit, long tokens)
{
    /// <summary>Corrects the reservation by what the request really used; 0 gives everything back.</summary>
    public ValueTask SettleAsync(long usedTokens) =>
        limit is null || usedTokens == tokens ? default : limit.SettleAsync(usedTokens - tokens);
}
