using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>How agents are reached.</summary>
internal sealed class TunnelOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Tunnels";

    /// <summary>
    /// Id of this host, unique among live hosts, 1-128 characters. Default: the machine's name and the process id.
    /// </summary>
    [StringLength(128, MinimumLength = 1)]
    public string? HostId { get; set; }

    /// <summary>
    /// Base URL at which other API hosts reach this one for agents whose tunnels end here, e.g.
    /// <c>http://10.0.0.5:8082</c>; the host listens there for HTTP/2 besides its usual URLs, unless
    /// <c>Kestrel:Endpoints:Relay</c> says otherwise. For a network of hosts only, or with https. Default null: other
    /// hosts cannot serve those agents.
    /// </summary>
    public Uri? RelayUrl { get; set; }

    /// <summary>Most tunnels at once; further agents are refused with 503. Default 4,096, 1 to 65,536.</summary>
    [Range(1, 65_536)]
    public int MaxTunnels { get; set; } = 4096;

    /// <summary>
    /// Time between the probes that prove a tunnel alive and renew its agent's freshness, and in which a grain that was
    /// activated anew learns where its agent is. Default 2 s, 1 to 15 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:15")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for the answer to a probe. Default 10 s, 1 to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for a connection to an agent that is called directly. Default 5 s, 1 to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long tunnels stay open at shutdown for requests that still run. Default 25 s, 0 to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
