using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Auth;

/// <summary>How long hosts trust their snapshots of API keys.</summary>
internal sealed class KeyCacheOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "KeyCache";

    /// <summary>
    /// Longest time for which a key that was revoked on another host still works here. Default 5 s, 0 to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Staleness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long known keys keep working while the state store is unreachable. Default 60 s, 0 to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan OutageGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest wait for a newer snapshot of a known key; after that it counts as unreachable. Default 250 ms, 10 ms to
    /// 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most keys kept; beyond it the oldest snapshots go. Default 10,000, 16 to 1,000,000.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 10_000;
}
