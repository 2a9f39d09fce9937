using System.ComponentModel.DataAnnotations;

namespace Xerotier.Silo.Clustering;

/// <summary>How a silo finds its cluster. The embedded engine is a cluster of one process and uses no ports.</summary>
public sealed class SiloOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Silo";

    /// <summary>Name of the deployment; silos of different clusters never meet. Default <c>xerotier</c>.</summary>
    [Required, StringLength(150, MinimumLength = 1)]
    public string ClusterId { get; set; } = "xerotier";

    /// <summary>Name of the service, which owns the durable state across deployments. Default
    /// <c>xerotier</c>.</summary>
    [Required, StringLength(150, MinimumLength = 1)]
    public string ServiceId { get; set; } = "xerotier";

    /// <summary>
    /// IP address on which this silo listens and is reached by other silos and clients; they have no authentication, so
    /// it belongs into a closed network. Default null: the machine's first address that is not the loopback.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>Port for other silos. Default 11111, 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for clients of the cluster. Default 30000, 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;
}
