using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Requests;

/// <summary>Limits of queues.</summary>
public sealed class QueueOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Queues";

    /// <summary>Requests that wait in one queue at most; more are refused.</summary>
    /// <value>Default 1,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxLength { get; set; } = 1_000;

    /// <summary>How long a caller waits in one round.</summary>
    /// <value>Default 5 s; 10 ms to 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Round { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a ticket whose turn found no room waits for news before it is tried again anyway.</summary>
    /// <value>Default 250 ms; 1 ms to 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(250);
}
