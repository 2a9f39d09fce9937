using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Fleet;

/// <summary>How fleets and the views of them are kept.</summary>
public sealed class FleetOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Fleet";

    /// <summary>
    /// How long a restarted fleet expects its enrolled agents to report before it counts them as away. Default 10 s, 0
    /// to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan WarmUp { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Pools of which a silo keeps a view; the one unused longest makes room. Default 10,000, 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxPools { get; set; } = 10_000;

    /// <summary>
    /// Time without a request after which a silo drops its view of a pool. Default 10 min, 10 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan IdlePoolTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long changes of who belongs to a fleet are gathered before they are written; removals are written at once.
    /// Default 1 s, 0 to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RosterDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Prompt blocks that a silo remembers for one pool, 48 bytes each; the least recently used make room. Default
    /// 1,000,000, 1,024 to 50,000,000.
    /// </summary>
    [Range(1_024, 50_000_000)]
    public int MaxPrefixBlocks { get; set; } = 1_000_000;

    /// <summary>Prompt blocks that it remembers for one agent. Default 65,536, 64 to 50,000,000.</summary>
    [Range(64, 50_000_000)]
    public int MaxPrefixBlocksPerAgent { get; set; } = 65_536;

    /// <summary>How long the first request for a pool waits for its view. Default 1 s, 10 ms to 4 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:04")]
    public TimeSpan FirstPullTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Shortest time between two pulls of one pool, so that a large fleet is compiled once for many changes. Default 10
    /// ms, 0 to 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan PullInterval { get; set; } = TimeSpan.FromMilliseconds(10);
}
