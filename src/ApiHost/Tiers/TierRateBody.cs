namespace Xerotier.ApiHost.Tiers;

/// <summary>Wire form of a tier's rates for each API key; null for unlimited.</summary>
internal sealed record TierRateBody(int? TokensPerMinute, int? RequestsPerMinute);
