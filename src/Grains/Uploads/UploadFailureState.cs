using Orleans;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of the reason why an upload failed, version 1.</summary>
[GenerateSerializer, Alias("xerotier.upload-failure-state"), Immutable]
internal sealed record UploadFailureState(
    [property: Id(0)] FaultCode Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Param);
