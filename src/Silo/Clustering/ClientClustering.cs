using Orleans.Hosting;
#if ORLEANS_ENGINE
using Orleans.Configuration;
using Xerotier.Silo.Storage;
#endif

namespace Xerotier.Silo.Clustering;

/// <summary>Lets a client find its cluster.</summary>
internal static class ClientClustering
{
    /// <summary>Adds the silos that PostgreSQL knows, or the one of this machine where there is no database.</summary>
    public static void AddClustering(this IClientBuilder client)
    {
#if ORLEANS_ENGINE
        var cluster = client.Services.Read<SiloOptions>(client.Configuration, SiloOptions.Section);
        var storage = client.Services.Read<StorageOptions>(client.Configuration, StorageOptions.Section);
        var membership = client.Services.Read<MembershipOptions>(client.Configuration, MembershipOptions.Section);
        if (storage.ConnectionString is { Length: > 0 } database)
        {
            client.Configure<ClusterOptions>(options =>
                (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            client.UseAdoNetClustering(options =>
            {
                options.Invariant = SiloClustering.Npgsql;
                options.ConnectionString = ConnectionBudget.For(database, "membership", membership.MaxConnections);
            });
        }
        else
        {
            client.UseLocalhostClustering(cluster.GatewayPort, cluster.ServiceId, cluster.ClusterId);
        }

        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = membership.GatewayRefresh);
        client.AddOutgoingGrainCallFilter<RepeatedCalls>();
        client.UseConnectionRetryFilter(RetryUntil(membership.ConnectTimeout));
#endif
    }

#if ORLEANS_ENGINE
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private static Func<Exception, CancellationToken, Task<bool>> RetryUntil(TimeSpan timeout)
    {
        var time = TimeProvider.System;
        long started = time.GetTimestamp();
        return async (_, cancellationToken) =>
        {
            if (time.GetElapsedTime(started) >= timeout)
            {
                return false;
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
            return true;
        };
    }
#endif
}
