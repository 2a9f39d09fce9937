using Orleans;

namespace Xerotier.Grains.Limits;

/// <inheritdoc cref="ILimitGrain"/>
[GrainType("limit")]
internal sealed class LimitGrain(TimeProvider time) : Grain, ILimitGrain
{
    private readonly TokenBucket _requests = new();
    private readonly TokenBucket _tokens = new();
    private bool _limitsTokens;

    /// <inheritdoc/>
    public ValueTask<LimitReply> TakeAsync(LimitRequest request)
    {
        var now = time.GetUtcNow();
        bool limitsRequests = request.RequestsPerMinute > 0;
        _limitsTokens = request.TokensPerMinute > 0;
        if (limitsRequests)
        {
            _requests.Refill(now, request.RequestsPerMinute, request.MinimumBurst);
        }

        if (_limitsTokens)
        {
            _tokens.Refill(now, request.TokensPerMinute, request.MinimumBurst);
        }

        int requestWait = limitsRequests ? _requests.SecondsUntil(1) : 0;
        int tokenWait = _limitsTokens ? _tokens.SecondsUntil(request.Tokens) : 0;
        if (requestWait == 0 && tokenWait == 0)
        {
            _requests.Take(limitsRequests ? 1 : 0);
            _tokens.Take(_limitsTokens ? request.Tokens : 0);
        }

        return new ValueTask<LimitReply>(new LimitReply(
            requestWait > 0 ? LimitOutcome.RequestsUsedUp
                : tokenWait > 0 ? LimitOutcome.TokensUsedUp
                : LimitOutcome.Granted,
            _requests.Level,
            _tokens.Level,
            limitsRequests ? _requests.SecondsToFull : 0,
            _limitsTokens ? _tokens.SecondsToFull : 0,
            Math.Max(requestWait, tokenWait)));
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(long tokenDifference)
    {
        if (_limitsTokens)
        {
            _tokens.Take(tokenDifference);
        }

        return default;
    }
}
