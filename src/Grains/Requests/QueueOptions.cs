using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Requests;

/// <summary>Limits of queues.</summary>
public sealed class QueueOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Queues";

    /// <summary>Requests that wait in one queue at most; more are refused. Default 1,000, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxLength { get; set; } = 1_000;

    /// <summary>How long a caller waits in one round. Default 5 s, 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Round { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a ticket whose turn found no room waits for news before it is tried again anyway. Default 250 ms, 1 ms
    /// to 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(250);
}
