using System.ComponentModel.DataAnnotations;

namespace Xerotier.Engine.Storage.Files;

/// <summary>Where the crash-safe file store keeps grain state and how large its parts may grow.</summary>
public sealed class FileStoreOptions
{
    /// <summary>Configuration section these options bind to.</summary>
    public const string Section = "FileStore";

    /// <summary>
    /// Directory of the store, created (mode 0700) when absent. One process at a time may use it. The platform's host
    /// sets it to <c>state</c> in its data directory. Default <c>./.xerotier/state</c>.
    /// </summary>
    [Required]
    public string Directory { get; set; } = Path.Combine(".xerotier", "state");

    /// <summary>Bytes after which the log continues in a new segment. Default 32 MiB; 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int SegmentBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// Longest key plus payload in bytes; a longer write is refused. Default 8 MiB; 1 KiB to 256 MiB.
    /// </summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxRecordBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes of waiting writes that share one flush; a single record may exceed it. Default 1 MiB; 4 KiB to 64 MiB.
    /// </summary>
    [Range(4 * 1024, 64 * 1024 * 1024)]
    public int MaxBatchBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Bytes that may wait for the disk before further writes are refused. Default 64 MiB; 64 KiB to 1 GiB.
    /// </summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxPendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Share of superseded bytes in full segments above which the oldest of them is rewritten.
    /// Default 0.5: the log stays below twice the live data plus one segment. 0.1 to 0.95.
    /// </summary>
    [Range(0.1, 0.95)]
    public double CompactionRatio { get; set; } = 0.5;

    /// <summary>
    /// Bytes examined by one compaction step; writers wait at most one step. Default 1 MiB; 4 KiB to 64 MiB.
    /// </summary>
    [Range(4 * 1024, 64 * 1024 * 1024)]
    public int CompactionStepBytes { get; set; } = 1024 * 1024;
}
