using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Streaming;

/// <summary>How streams survive their agents.</summary>
internal sealed class ContinuationOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Continuation";

    /// <summary>
    /// Bytes of an answer that are remembered, so that another agent can go on with it; a longer answer ends with its
    /// agent. Default 64 KiB, 0 (off) to 16 MiB.
    /// </summary>
    [Range(0, 16 << 20)]
    public int MaxTextBytes { get; set; } = 64 << 10;

    /// <summary>Times that one answer changes its agent at most. Default 3, 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxTimes { get; set; } = 3;
}
