using Orleans.Hosting;
using Xerotier.Silo.Storage;
#if ORLEANS_ENGINE
using System.Net;
using Orleans.Configuration;
using Orleans.Runtime;
#endif

namespace Xerotier.Silo.Clustering;

/// <summary>Makes a silo a member of its cluster.</summary>
internal static class SiloClustering
{
    /// <summary>Name of the provider of PostgreSQL.</summary>
    public const string Npgsql = "Npgsql";

    /// <summary>Adds membership in PostgreSQL, or a cluster of one where there is no database.</summary>
    public static void AddClustering(this ISiloBuilder silo, StorageOptions storage)
    {
        var cluster = silo.Services.Read<SiloOptions>(silo.Configuration, SiloOptions.Section);
        var membership = silo.Services.Read<MembershipOptions>(silo.Configuration, MembershipOptions.Section);
#if ORLEANS_ENGINE
        if (storage is { Volatile: false, ConnectionString: { Length: > 0 } database })
        {
            silo.AddDatabaseClustering(cluster, membership, database);
            return;
        }
#endif
        silo.UseLocalhostClustering(
            cluster.SiloPort, cluster.GatewayPort, null, cluster.ServiceId, cluster.ClusterId);
    }

#if ORLEANS_ENGINE
    private static void AddDatabaseClustering(
        this ISiloBuilder silo, SiloOptions cluster, MembershipOptions membership, string database)
    {
        silo.Configure<ClusterOptions>(options =>
            (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        if (cluster.Address is { Length: > 0 } address)
        {
            silo.ConfigureEndpoints(Parse(address), cluster.SiloPort, cluster.GatewayPort);
        }
        else
        {
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort);
        }

        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = membership.ProbeInterval;
            options.NumMissedProbesLimit = membership.MissedProbes;
            options.NumVotesForDeathDeclaration = membership.Votes;
            options.TableRefreshTimeout = membership.TableRefresh;
            options.MaxJoinAttemptTime = membership.JoinTimeout;
            options.DefunctSiloExpiration = membership.DeadSiloAge;
            options.DefunctSiloCleanupPeriod = membership.DeadSiloAge;
        });
        silo.Configure<SiloMessagingOptions>(options =>
            options.ClientGatewayShutdownNotificationTimeout = membership.ClientNotice);
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Npgsql;
            options.ConnectionString = ConnectionBudget.For(database, "membership", membership.MaxConnections);
        });
    }

    private static IPAddress Parse(string address) => IPAddress.TryParse(address, out var parsed)
        ? parsed
        : throw new OrleansConfigurationException($"{SiloOptions.Section}:Address must be an IP address.");
#endif
}
