using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Names one lease; chosen by the caller so that acquire and release can be retried.</summary>
/// <param name="HostId">The API host that holds the lease.</param>
/// <param name="HostEpoch">Start time of that host's process (Unix ms); a new process holds none of the old
/// leases.</param>
/// <param name="Number">Unique within the host's process.</param>
[GenerateSerializer, Alias("xerotier.lease-id"), Immutable]
public sealed record LeaseId(
    [property: Id(0)] string HostId,
    [property: Id(1)] long HostEpoch,
    [property: Id(2)] long Number);
