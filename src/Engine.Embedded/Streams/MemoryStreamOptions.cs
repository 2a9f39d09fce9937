using System.ComponentModel.DataAnnotations;

namespace Xerotier.Engine;

/// <summary>Limits of memory streams.</summary>
public sealed class MemoryStreamOptions
{
    /// <summary>Configuration section these options bind to.</summary>
    public const string Section = "MemoryStreams";

    /// <summary>
    /// Items of one stream that may wait for one subscriber; publishing more is refused until it has caught up.
    /// Default 16384; 1 to 1048576.
    /// </summary>
    [Range(1, 1 << 20)]
    public int MaxWaitingItems { get; set; } = 16_384;
}
