using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Heartbeats;

/// <summary>How heartbeats reach agent grains.</summary>
internal sealed class HeartbeatOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Heartbeats";

    /// <summary>
    /// How often at most a host asks an agent's grain whether its stream delivers, with a heartbeat. Default 1 s, 1 s
    /// to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Longest wait for the stream to take a heartbeat; after that it goes to the grain directly. Default 1 s, 100 ms
    /// to 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Silence of the stream after which heartbeats go to the grain directly. Default 10 s, 1 s to 30 s (the age at
    /// which an agent counts as disconnected).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most agents watched at once; beyond it the quiet ones are forgotten. Default 20,000, 16 to
    /// 1,000,000.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 20_000;
}
