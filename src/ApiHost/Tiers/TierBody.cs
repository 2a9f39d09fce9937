using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Tiers;

/// <summary>Wire form of a service tier; null stands for no limit.</summary>
internal sealed record TierBody(
    string Slug,
    string Object,
    string Name,
    string Description,
    string Accelerator,
    string AcceleratorClass,
    string Tenancy,
    int Priority,
    TierRateBody RateLimits,
    TierPricingBody Pricing,
    bool Streaming,
    bool Batching,
    int MaxConcurrentRequests,
    int MaxBatchSize,
    long? MaxModelBytes,
    int RequestTimeoutSeconds,
    int IdleTimeoutSeconds,
    int? MaxEndpoints,
    int? MaxModels,
    IReadOnlyList<string> Replaces)
{
    /// <summary>The wire form of <paramref name="tier"/>.</summary>
    public static TierBody Of(ServiceTier tier) => new(
        tier.Slug,
        "tier",
        tier.Name,
        tier.Description,
        tier.Accelerator,
        tier.AcceleratorClass.ToString().ToLowerInvariant(),
        tier.Shared ? "multi_tenant" : "single_tenant",
        tier.Priority,
        new TierRateBody(Limit(tier.TokensPerMinute), Limit(tier.RequestsPerMinute)),
        new TierPricingBody(KindOf(tier.Pricing), tier.UsdPerMillionTokens),
        tier.Streaming,
        tier.Batching,
        tier.MaxConcurrentRequests,
        tier.MaxBatchSize,
        tier.MaxModelBytes,
        (int)tier.RequestTimeout.TotalSeconds,
        (int)tier.IdleTimeout.TotalSeconds,
        tier.MaxEndpoints,
        tier.MaxModels,
        tier.Replaces);

    private static int? Limit(int rate) => rate == 0 ? null : rate;

    private static string KindOf(TierPricing pricing) => pricing switch
    {
        TierPricing.Free => "free",
        TierPricing.PerToken => "per_token",
        TierPricing.Hourly => "hourly",
        _ => throw new ArgumentOutOfRangeException(nameof(pricing), pricing, "A pricing without a name."),
    };
}
