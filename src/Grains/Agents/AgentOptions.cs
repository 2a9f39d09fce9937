using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Agents;

/// <summary>Rules of an agent's life.</summary>
public sealed class AgentOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Agents";

    /// <summary>Age of the last sign of life from which an agent counts as disconnected.</summary>
    /// <value>Default 30 s; 2 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which an API host loses its leases.</summary>
    /// <value>Default 15 s; 2 s to 10 min. Hosts re-assert every third of it.</value>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan MaxHostSilence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the first failure of a request keeps an agent out of routing; it doubles each time.</summary>
    /// <value>Default 1 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FirstSuspicion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most that a failure keeps an agent out of routing.</summary>
    /// <value>Default 30 s; 10 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LongestSuspicion { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Shortest time between two reports of load figures to the fleet; transitions go at once.</summary>
    /// <value>Default 50 ms; 0 to 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many more leases than the router assumed are fine.</summary>
    /// <value>Default 4; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int StaleLeaseSlack { get; set; } = 4;
}
