using System.ComponentModel.DataAnnotations;
using Xerotier.Routing;

namespace Xerotier.Grains.Requests;

/// <summary>How routers choose.</summary>
public sealed class RoutingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Routing";

    /// <summary>What each signal counts; only the ratios matter. Defaults: see <see cref="RoutingWeights"/>.</summary>
    [Required]
    public RoutingWeights Weights { get; set; } = new();

    /// <summary>Share of requests that go to a sensible agent regardless of its score. Default 0.05, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double Exploration { get; set; } = 0.05;

    /// <summary>Power to which scores are raised before sampling; higher is greedier. Default 4, 1 to 64.</summary>
    [Range(1.0, RoutePolicy.MaxSharpness)]
    public double Sharpness { get; set; } = 4;

    /// <summary>Agents asked at most for one request before it has to wait. Default 3, 1 to 10.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Requests of one project that run on one agent at a time, by tier: replaces the figures of the tier table. 0 for
    /// no limit; what exceeds it waits for its turn. Default none, so that the tier table holds.
    /// </summary>
    public Dictionary<string, int> TierConcurrency { get; set; } = [];

    /// <summary>
    /// Completion tokens that a request is expected to take; reserved unless it allows fewer. Default 256, 1 to
    /// 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ExpectedOutputTokens { get; set; } = 256;
}
