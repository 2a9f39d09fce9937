using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// How long an agent may be silent before another one, if there is one with room, gets its request. Silence beyond the
/// tier's request timeout ends a request in any case.
/// </summary>
internal sealed class PatienceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Patience";

    /// <summary>
    /// Least silence before the first byte of an answer. Default 1 s, 100 ms to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan FirstByte { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence before the first byte, as a multiple of what is expected. Default 3, 1 to 100.</summary>
    [Range(1.0, 100.0)]
    public double FirstByteFactor { get; set; } = 3;

    /// <summary>Least silence between two chunks of a stream. Default 500 ms, 50 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Gap { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence between two chunks, as a multiple of the time expected per token. Default 10, 1 to 1,000.
    /// </summary>
    [Range(1.0, 1_000.0)]
    public double GapFactor { get; set; } = 10;

    /// <summary>
    /// Silence after which an agent is asked whether it is alive where nobody can tell yet how long an answer takes,
    /// and while an answer in one piece is being made. Default 1 s, 100 ms to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Probe { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the answer to that question. Default 1 s, 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
