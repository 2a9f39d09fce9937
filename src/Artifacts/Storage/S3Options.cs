using System.ComponentModel.DataAnnotations;

namespace Xerotier.Artifacts.Storage;

/// <summary>A bucket of an S3-compatible service that keeps the model files instead of a directory.</summary>
public sealed class S3Options
{
    /// <summary>Configuration section.</summary>
    public const string Section = "ArtifactsS3";

    /// <summary>Name of the bucket, which must exist. Default null: no bucket, the directory is used.</summary>
    [StringLength(255, MinimumLength = 1)]
    public string? Bucket { get; set; }

    /// <summary>Address of the service, e.g. <c>https://minio:9000</c>. Default null: Amazon's of the region.</summary>
    [StringLength(2_048, MinimumLength = 1)]
    public string? ServiceUrl { get; set; }

    /// <summary>Region that requests are signed for. Default <c>us-east-1</c>.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string Region { get; set; } = "us-east-1";

    /// <summary>
    /// Access key. Default null: what the environment of the process gives (variables, profile, role).
    /// </summary>
    [StringLength(256, MinimumLength = 1)]
    public string? AccessKey { get; set; }

    /// <summary>Secret of the access key; needed with it. Default null.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? SecretKey { get; set; }

    /// <summary>
    /// Whether the bucket stands in the path of addresses, as most services but Amazon's want it. Default true.
    /// </summary>
    public bool PathStyle { get; set; } = true;
}
