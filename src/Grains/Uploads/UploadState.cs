using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of an upload, version 2.</summary>
[GenerateSerializer, Alias("xerotier.upload-state")]
internal sealed class UploadState : IDurableState<UploadState>
{
    [Id(0)]
    public string ProjectId { get; set; } = "";

    [Id(1)]
    public string FileName { get; set; } = "";

    [Id(2)]
    public long Bytes { get; set; }

    [Id(3)]
    public string MimeType { get; set; } = "";

    [Id(4)]
    public UploadKind Kind { get; set; }

    [Id(5)]
    public UploadFileState[] Files { get; set; } = [];

    [Id(6)]
    public Guid ModelId { get; set; }

    [Id(7)]
    public string Version { get; set; } = "";

    [Id(8)]
    public UploadStatus Status { get; set; }

    [Id(9)]
    public UploadPartState[] Parts { get; set; } = [];

    [Id(10)]
    public UploadFailureState? Failure { get; set; }

    [Id(11)]
    public DateTimeOffset Created { get; set; }

    [Id(12)]
    public DateTimeOffset Expires { get; set; }

    /// <summary>Whether what is no longer needed is deleted.</summary>
    [Id(13)]
    public bool Cleaned { get; set; }

    [Id(14)]
    public string? Md5Hex { get; set; }

    /// <inheritdoc/>
    public UploadState Copy() => (UploadState)MemberwiseClone();
}
