using System.Globalization;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Builds a test cluster.</summary>
public sealed class InProcessTestClusterBuilder
{
    private const short DefaultSilos = 2;

    private static int _clusters;

    /// <summary>Builds a cluster of two silos.</summary>
    public InProcessTestClusterBuilder()
        : this(DefaultSilos)
    {
    }

    /// <summary>Builds a cluster.</summary>
    /// <param name="initialSilosCount">The number of silos at the start.</param>
    public InProcessTestClusterBuilder(short initialSilosCount) =>
        Options = new()
        {
            InitialSilosCount = initialSilosCount,
            ClusterId = CreateClusterId(),
            ServiceId = Guid.NewGuid().ToString("N"),
        };

    /// <summary>The cluster.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>A new cluster id.</summary>
    public static string CreateClusterId() =>
        string.Create(CultureInfo.InvariantCulture, $"testcluster-{Interlocked.Increment(ref _clusters)}");

    /// <summary>Configures all hosts.</summary>
    /// <param name="configureDelegate">Configures a host.</param>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((_, host) => configureDelegate(host));
        Options.ClientHostConfigurationDelegates.Add(configureDelegate);
        return this;
    }

    /// <summary>Configures the silos.</summary>
    /// <param name="configureSiloDelegate">Configures a silo.</param>
    public InProcessTestClusterBuilder ConfigureSilo(
        Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(
            (options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));
        return this;
    }

    /// <summary>Configures the hosts of silos.</summary>
    /// <param name="configureSiloHostDelegate">Configures a host.</param>
    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>Configures the client.</summary>
    /// <param name="configureClientDelegate">Configures it.</param>
    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(
            host => configureClientDelegate(new ClientBuilder(host.Services, host.Configuration)));
        return this;
    }

    /// <summary>Configures the host of the client.</summary>
    /// <param name="configureHostDelegate">Configures it.</param>
    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    /// <summary>The cluster, not started yet.</summary>
    public InProcessTestCluster Build() => new(Options);
}
