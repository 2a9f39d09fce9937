using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Inference;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Limits;
using Xerotier.Protocol.OpenAi;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Limits;

/// <summary>
/// Admits requests within the rates of their key and tier and within the key's own quota. Prompt and completion are
/// reserved on entry and settled when the answer has ended.
/// </summary>
internal sealed class RateLimits(IGrainFactory grains, IOptions<InferenceOptions> options)
{
    private const int MinimumBurstFree = 3;
    private const int MinimumBurstPaid = 10;

    private static readonly Reservation Unlimited = new(null, 0);

    private readonly int _assumedCompletionTokens = options.Value.AssumedCompletionTokens;

    /// <summary>Takes one request's worth and tells the client in headers what is left.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Result<Reservation>> AdmitAsync(
        HttpContext context, ProjectAccess access, EndpointSnapshot endpoint, RequestOutline outline)
    {
        var reserved = await ReserveAsync(context, access, endpoint, outline);
        if (reserved.Value is not { } reservation || access.Quota is not { } quota)
        {
            return reserved;
        }

        var wait = await grains.GetGrain<IQuotaGrain>(GrainKeys.Quota(access.KeyId)).TakeAsync(quota);
        if (wait == 0)
        {
            return reserved;
        }

        await reservation.SettleAsync(0);
        return new Fault(FaultCode.QuotaExceeded, "The key's quota is used up.", RetryAfterSeconds: wait);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Result<Reservation>> ReserveAsync(
        HttpContext context, ProjectAccess access, EndpointSnapshot endpoint, RequestOutline outline)
    {
        var tier = endpoint.Tier;
        if (tier is { RequestsPerMinute: 0, TokensPerMinute: 0 })
        {
            return Unlimited;
        }

        var tokens = TokensOf(outline, endpoint);
        var burst = tier.Slug == ServiceTiers.Free ? MinimumBurstFree : MinimumBurstPaid;
        var limit = grains.GetGrain<ILimitGrain>(GrainKeys.Limit(access.KeyId, tier.Slug));
        var reply = await limit.TakeAsync(
            new LimitRequest(tier.RequestsPerMinute, tier.TokensPerMinute, burst, tokens));
        SetHeaders(context.Response.Headers, tier, reply);
        return reply.Outcome switch
        {
            LimitOutcome.Granted => new Reservation(limit, tokens),
            LimitOutcome.TokensUsedUp => Refuse("token", tier.TokensPerMinute, reply),
            _ => Refuse("request", tier.RequestsPerMinute, reply),
        };
    }

    // A minute's worth at most: one long answer must not lock its key out for longer than that.
    private long TokensOf(RequestOutline outline, EndpointSnapshot endpoint)
    {
        var completion = outline.Operation is InferenceOperation.Chat or InferenceOperation.Completion
            ? endpoint.CompletionTokens(outline) ?? _assumedCompletionTokens
            : 0;
        return Math.Min(outline.PromptTokens + completion, endpoint.Tier.TokensPerMinute);
    }

    private static Fault Refuse(string what, int rate, LimitReply reply) => new(
        FaultCode.RateLimited,
        string.Create(CultureInfo.InvariantCulture, $"The {what} rate of the tier is used up: {rate} per minute."),
        RetryAfterSeconds: Math.Max(1, reply.RetryAfterSeconds));

    private static void SetHeaders(IHeaderDictionary headers, ServiceTier tier, LimitReply reply)
    {
        Set("", tier.RequestsPerMinute, reply.RequestsRemaining, reply.ResetSeconds);
        Set("-Tokens", tier.TokensPerMinute, reply.TokensRemaining, reply.TokensResetSeconds);

        void Set(string suffix, int rate, long remaining, int resetSeconds)
        {
            if (rate > 0)
            {
                headers["X-RateLimit-Limit" + suffix] = rate.ToString(CultureInfo.InvariantCulture);
                headers["X-RateLimit-Remaining" + suffix] =
                    Math.Max(0, remaining).ToString(CultureInfo.InvariantCulture);
                headers["X-RateLimit-Reset" + suffix] = resetSeconds.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
