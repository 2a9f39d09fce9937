using Orleans.Hosting;
using Xerotier.Grains;
using Xerotier.Silo.Clustering;

namespace Xerotier.Silo;

/// <summary>Composes a client of a cluster: for API hosts that run no silo of their own.</summary>
public static class XerotierClient
{
    /// <summary>
    /// Adds how the cluster is found, by the same sections as <see cref="XerotierSilo"/>, and the streams. The embedded
    /// engine has no cluster to connect to and refuses to build such a host.
    /// </summary>
    public static IClientBuilder AddXerotierClient(this IClientBuilder client)
    {
        client.AddClustering();
        return client.AddMemoryStreams(StreamNames.Provider);
    }
}
