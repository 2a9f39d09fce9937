using System.ComponentModel.DataAnnotations;

namespace Xerotier.Silo.Clustering;

/// <summary>
/// How soon a cluster notices that silos came or went. The defaults suit one data centre; across slow links probe less
/// often. Of silos the first eight settings count, of API hosts in client mode the last four.
/// </summary>
public sealed class MembershipOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Membership";

    /// <summary>
    /// Longest wait for the answer to a probe, and time between two. It adapts to what answers take, from half of this
    /// to four times. Default 1 s, 200 ms to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:01:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Probes missed in a row after which a silo is suspected. Default 2, 1 to 100.</summary>
    [Range(1, 100)]
    public int MissedProbes { get; set; } = 2;

    /// <summary>Silos that must suspect another one before it is declared dead. Default 1, 1 to 10.</summary>
    [Range(1, 10)]
    public int Votes { get; set; } = 1;

    /// <summary>
    /// Time between two looks at the whole table of silos; changes are told at once besides. Default 10 s, 1 s to 10
    /// minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TableRefresh { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time a starting silo tries to join its cluster. Default 2 minutes, 1 s to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan JoinTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Age at which the rows of dead silos are deleted. Default 1 hour, 1 minute to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DeadSiloAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Time that a stopping silo gives its clients to turn to others while it still answers what they have sent.
    /// Default 1 s, 0 to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClientNotice { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Most database connections for membership, apart from those for state, so that a wave of reads cannot make a silo
    /// look dead. Default 4, 1 to 100.
    /// </summary>
    [Range(1, 100)]
    public int MaxConnections { get; set; } = 4;

    /// <summary>Time between two looks of a client for silos to talk to. Default 2 s, 1 s to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan GatewayRefresh { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a client repeats a call that failed because a silo left or died; after that the request is answered
    /// 503. Default 8 s, 0 (never) to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RepeatLimit { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Longest time a starting client tries to reach its cluster. Default 2 minutes, 0 (once) to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
