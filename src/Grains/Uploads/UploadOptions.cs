using System.ComponentModel.DataAnnotations;

namespace Xerotier.Grains.Uploads;

/// <summary>Limits of uploads and of what they may bring.</summary>
public sealed class UploadOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Uploads";

    /// <summary>How long an upload takes parts. Default 24 hours, 1 minute to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an upload can be looked at after its creation. Default 2 days, 1 minute to 40 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "40.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Most parts of one upload. Default 4,000, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxParts { get; set; } = 4_000;

    /// <summary>Most files of one upload, announced or in an archive. Default 10,000, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxFiles { get; set; } = 10_000;

    /// <summary>
    /// How many times its own size an archive may unpack to, above the first 64 MiB. Default 100, 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxExpansion { get; set; } = 100;

    /// <summary>Bytes of model files that a project on the free plan keeps. Default 4 GiB, 0 to 1 PiB.</summary>
    [Range(0, 1L << 50)]
    public long FreeStorageBytes { get; set; } = 4L << 30;

    /// <summary>Bytes of model files that a project on the paid plan keeps. Default 304 GiB, 0 to 1 PiB.</summary>
    [Range(0, 1L << 50)]
    public long PaidStorageBytes { get; set; } = 304L << 30;

    /// <summary>Completed uploads whose files one silo stores at once. Default 2, 1 to 64.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 2;

    /// <summary>
    /// Longest time to store the files of one upload; then it begins anew. Default 6 hours, 1 minute to 7 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromHours(6);
}
