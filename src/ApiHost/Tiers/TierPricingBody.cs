namespace Xerotier.ApiHost.Tiers;

/// <summary>Wire form of what a tier costs.</summary>
internal sealed record TierPricingBody(string Kind, decimal? UsdPerMillionTokens);
