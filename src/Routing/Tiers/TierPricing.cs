namespace Xerotier.Routing.Tiers;

/// <summary>What a tier is charged by.</summary>
public enum TierPricing
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>Tokens.</summary>
    PerToken,

    /// <summary>Hours that an agent is enrolled.</summary>
    Hourly,
}
