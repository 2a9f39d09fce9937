using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Uploads;

/// <summary>Limits of the requests that bring uploads.</summary>
internal sealed class UploadRequestOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "UploadRequests";

    /// <summary>Largest part in bytes. Default 100 MiB, 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long MaxPartBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Parts that a host receives at once; beyond it 503. Default 64, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentParts { get; set; } = 64;

    /// <summary>
    /// Largest JSON body in bytes: a list of files or of parts. Default 4 MiB, 64 KiB to 64 MiB.
    /// </summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How long the request that completes an upload waits for its files to be stored before it answers
    /// <c>processing</c>. Default 20 s, 0 to 25 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:25")]
    public TimeSpan CompleteWait { get; set; } = TimeSpan.FromSeconds(20);
}
