using Microsoft.Extensions.Options;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>Who this process is to grains: leases and tunnels are kept by it.</summary>
internal sealed class HostIdentity(IOptions<TunnelOptions> options, TimeProvider time)
{
    /// <summary>The host's id, unique among live hosts.</summary>
    public string Id { get; } = options.Value.HostId ?? $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Start of the process, Unix ms; a later process with the same id holds none of this one's
    /// leases.</summary>
    public long Epoch { get; } = time.GetUtcNow().ToUnixTimeMilliseconds();
}
