using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Agents;

/// <summary>Rules of an agent's life.</summary>
public sealed class AgentOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Agents";

    /// <summary>
    /// Age of the last sign of life from which an agent counts as disconnected. Default 30 s, 2 s to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan MaxSilence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Silence after which an API host loses its leases. Default 15 s, 2 s to 10 min. Hosts re-assert every third of
    /// it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan MaxHostSilence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the first failure of a request keeps an agent out of routing; it doubles each time. Default 1 s, 10 ms
    /// to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FirstSuspicion { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most that a failure keeps an agent out of routing. Default 30 s, 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LongestSuspicion { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Shortest time between two reports of load figures to the fleet; transitions go at once. Default 50 ms, 0 to 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long after a rotation the same rotation token may come again, because its answer was lost. Ends with the
    /// first use of the new token; from then on a used rotation token revokes all. Default 30 s, 0 to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RefreshGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many more leases than the router assumed are fine. Default 4, 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int StaleLeaseSlack { get; set; } = 4;

    /// <summary>
    /// How many more prompt tokens may wait at the agent than the router assumed. Default 2,048, 0 to 100,000,000.
    /// </summary>
    [Range(0, 100_000_000)]
    public int StaleBacklogSlack { get; set; } = 2_048;

    /// <summary>
    /// From which ratio of observed to predicted time to first token, over a streak of answers, an agent counts as
    /// slow; routers then avoid it as they avoid one that fails half of its requests. Default 5, 1.5 to 100.
    /// </summary>
    [Range(1.5, 100.0)]
    public double SlowFactor { get; set; } = 5;
}
