using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Hosting;

/// <summary>Limits of the HTTP server, and whom it believes about client addresses.</summary>
internal sealed class ServerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Server";

    /// <summary>Largest request body in bytes. Default 32 MiB, 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long MaxBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Largest request head in bytes; beyond it 431. Default 32 KiB, 8 KiB to 1 MiB.</summary>
    [Range(8 * 1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Time for a request's head to arrive. Default 15 s, 1 s to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Slowest pace of a request body in bytes per second. Default 240, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public double MinBodyBytesPerSecond { get; set; } = 240;

    /// <summary>Time before a slow body is cut off. Default 5 s, 1.1 s to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01.1", "00:05:00")]
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most connections at once. Default 20,000, 16 to 1,000,000.</summary>
    [Range(16, 1_000_000)]
    public long MaxConnections { get; set; } = 20_000;

    /// <summary>
    /// Time between the signal to stop and the drain: <c>/readyz</c> is 503 already, requests are still served, so that
    /// balancers can turn away. Default 0, 0 to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopNotice { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Addresses or CIDR ranges of the proxies in front, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are
    /// believed. Default none: the peer's own address counts.
    /// </summary>
    public IList<string> KnownProxies { get; } = [];
}
