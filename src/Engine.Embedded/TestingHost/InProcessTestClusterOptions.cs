using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A test cluster.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster.</summary>
    public string ClusterId { get; set; } = "";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The number of silos at the start. Default 2.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Whether a client is started with the cluster. Default true.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Configure the hosts of silos.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates
    {
        get;
    } = [];

    /// <summary>Configure the host of the client.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
