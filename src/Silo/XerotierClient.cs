#if ORLEANS_ENGINE
using Microsoft.Extensions.Configuration;
using Orleans.Configuration;
using Xerotier.Silo.Storage;
#endif
using Orleans.Hosting;
using Xerotier.Grains;

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
#if ORLEANS_ENGINE
        var cluster = client.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        var storage =
            client.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        if (storage.ConnectionString is { Length: > 0 } connectionString)
        {
            client.Configure<ClusterOptions>(options =>
                (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            client.UseAdoNetClustering(options =>
                (options.Invariant, options.ConnectionString) = (DurableStorage.Npgsql, connectionString));
        }
        else
        {
            client.UseLocalhostClustering(cluster.GatewayPort, cluster.ServiceId, cluster.ClusterId);
        }
#endif
        return client.AddMemoryStreams(StreamNames.Provider);
    }
}
