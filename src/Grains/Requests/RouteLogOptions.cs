using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Requests;

/// <summary>How long and how many requests are remembered for explanations and traces.</summary>
public sealed class RouteLogOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "RouteLog";

    /// <summary>Requests remembered for one project; the oldest make room. Default 1,000, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxPerProject { get; set; } = 1_000;

    /// <summary>How long a request is remembered. Default 15 min, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(15);
}
