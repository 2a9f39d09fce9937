using System.Collections.ObjectModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Hosting;

namespace Orleans.TestingHost;

/// <summary>A cluster of silos in the process of a test.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly LocalCluster _cluster = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _started;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    /// <summary>What it was built with.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos) return new([.. _silos]);
        }
    }

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">The client does not run.</exception>
    public IClusterClient Client =>
        (_clientHost ?? throw new InvalidOperationException("The client of the test cluster does not run."))
        .Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts silos and client.</summary>
    public async Task DeployAsync()
    {
        if (Silos.Count > 0) throw new InvalidOperationException("The test cluster runs already.");
        await StartSilosAsync(Options.InitialSilosCount);
        if (Options.InitializeClientOnDeploy) await InitializeClientAsync();
    }

    /// <summary>Starts a client; an earlier one is stopped.</summary>
    public async Task InitializeClientAsync()
    {
        await StopClusterClientAsync();
        var builder = NewHost();
        builder.Services.AddSingleton(_cluster);
        ClientServices.Add(builder.Services);
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        _clientHost = builder.Build();
        await _clientHost.StartAsync();
    }

    /// <summary>The services of a silo.</summary>
    /// <param name="silo">Its address; null takes any.</param>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        silo is null
            ? Silos[0].ServiceProvider
            : GetSiloForAddress(silo)?.ServiceProvider
                ?? throw new ArgumentException($"The test cluster has no silo {silo}.", nameof(silo));

    /// <summary>The silo with an address; null when there is none.</summary>
    /// <param name="siloAddress">The address.</param>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        Silos.FirstOrDefault(s => s.SiloAddress.Equals(siloAddress));

    /// <summary>The silos that run.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(static s => s.IsActive);

    /// <summary>Waits until all silos agree who they are, which in one process they do at once.</summary>
    /// <param name="didKill">Whether a silo was killed.</param>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <summary>Starts a silo.</summary>
    /// <param name="startAdditionalSiloOnNewPort">Not used: in one process there are no ports.</param>
    public InProcessSiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort) =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    /// <summary>Starts a silo.</summary>
    public InProcessSiloHandle StartAdditionalSilo() => StartAdditionalSilo(startAdditionalSiloOnNewPort: false);

    /// <summary>Starts a silo.</summary>
    /// <param name="startAdditionalSiloOnNewPort">Not used: in one process there are no ports.</param>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort) =>
        (await StartSilosAsync(1, startAdditionalSiloOnNewPort))[0];

    /// <summary>Starts a silo.</summary>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync() =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort: false);

    /// <summary>Starts silos.</summary>
    /// <param name="silosToStart">How many.</param>
    public Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart) =>
        StartSilosAsync(silosToStart, startAdditionalSiloOnNewPort: false);

    /// <summary>Starts silos.</summary>
    /// <param name="silosToStart">How many.</param>
    /// <param name="startAdditionalSiloOnNewPort">Not used: in one process there are no ports.</param>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort)
    {
        var handles = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++) handles.Add(await StartSiloAsync(_started++, Options));
        return handles;
    }

    /// <summary>Starts a silo.</summary>
    /// <param name="instanceNumber">Its number.</param>
    /// <param name="clusterOptions">The cluster.</param>
    public Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber, InProcessTestClusterOptions clusterOptions) =>
        StartSiloAsync(instanceNumber, clusterOptions, [], startSiloOnNewPort: false);

    /// <summary>Starts a silo.</summary>
    /// <param name="cluster">The cluster it joins.</param>
    /// <param name="instanceNumber">Its number.</param>
    /// <param name="clusterOptions">The cluster's options.</param>
    public static Task<InProcessSiloHandle> StartSiloAsync(
        InProcessTestCluster cluster, int instanceNumber, InProcessTestClusterOptions clusterOptions) =>
        cluster.StartSiloAsync(instanceNumber, clusterOptions);

    /// <summary>Starts a silo.</summary>
    /// <param name="cluster">The cluster it joins.</param>
    /// <param name="instanceNumber">Its number.</param>
    /// <param name="clusterOptions">The cluster's options.</param>
    /// <param name="configurationOverrides">Configuration that wins over the silo's own.</param>
    /// <param name="startSiloOnNewPort">Not used: in one process there are no ports.</param>
    public static Task<InProcessSiloHandle> StartSiloAsync(
        InProcessTestCluster cluster,
        int instanceNumber,
        InProcessTestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides,
        bool startSiloOnNewPort) =>
        cluster.StartSiloAsync(instanceNumber, clusterOptions, configurationOverrides, startSiloOnNewPort);

    /// <summary>Starts a silo.</summary>
    /// <param name="instanceNumber">Its number.</param>
    /// <param name="clusterOptions">The cluster's options.</param>
    /// <param name="configurationOverrides">Configuration that wins over the silo's own.</param>
    /// <param name="startSiloOnNewPort">Not used: in one process there are no ports.</param>
    public async Task<InProcessSiloHandle> StartSiloAsync(
        int instanceNumber,
        InProcessTestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides,
        bool startSiloOnNewPort)
    {
        var handle = await CreateSiloAsync(
            InProcessTestSiloSpecificOptions.Create(this, clusterOptions, instanceNumber), configurationOverrides);
        handle.InstanceNumber = (short)instanceNumber;
        lock (_silos) _silos.Add(handle);
        return handle;
    }

    /// <summary>Makes and starts a silo that the cluster does not list.</summary>
    /// <param name="siloOptions">The silo.</param>
    public Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions) =>
        CreateSiloAsync(siloOptions, []);

    private async Task<InProcessSiloHandle> CreateSiloAsync(
        InProcessTestSiloSpecificOptions siloOptions, IReadOnlyList<IConfigurationSource>? configurationOverrides)
    {
        var builder = NewHost();
        foreach (var source in configurationOverrides ?? []) builder.Configuration.Sources.Add(source);
        builder.Services.AddSingleton(_cluster);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Options.ClusterId, Options.ServiceId));
            silo.Configure<SiloOptions>(o => o.SiloName = siloOptions.SiloName);
            silo.Configure<EndpointOptions>(
                o => (o.SiloPort, o.GatewayPort) = (siloOptions.SiloPort, siloOptions.GatewayPort));
        });
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(siloOptions, builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Services.GetRequiredService<Silo>().Kill();
            host.Dispose();
            throw;
        }

        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new()
        {
            Name = siloOptions.SiloName,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    /// <summary>Stops a silo; its activations are deactivated first.</summary>
    /// <param name="instance">The silo.</param>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: true);

    /// <summary>Kills a silo; its activations and what they held are gone at once.</summary>
    /// <param name="instance">The silo.</param>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: false);

    /// <summary>Stops a silo and starts one with the same name.</summary>
    /// <param name="instance">The silo.</param>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        if (instance is null) return null;
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.InstanceNumber, Options);
    }

    /// <summary>Stops all silos.</summary>
    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos.Reverse()) await StopSiloAsync(silo);
    }

    /// <summary>Stops the client.</summary>
    public Task StopClusterClientAsync() => EndClientAsync();

    /// <summary>Kills the client.</summary>
    public Task KillClientAsync() => EndClientAsync();

    /// <summary>Stops client and silos.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    /// <summary>Stops client and silos.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    /// <inheritdoc/>
    public void Dispose() => StopAllSilos();

    private static HostApplicationBuilder NewHost() => Host.CreateEmptyApplicationBuilder(new()
    {
        ApplicationName = nameof(InProcessTestCluster),
        EnvironmentName = Environments.Development,
    });

    private async Task EndSiloAsync(InProcessSiloHandle? instance, bool gracefully)
    {
        if (instance is null) return;
        lock (_silos) _silos.Remove(instance);
        await instance.StopSiloAsync(gracefully);
    }

    private async Task EndClientAsync()
    {
        if (_clientHost is not { } host) return;
        _clientHost = null;
        host.Services.GetRequiredService<Messenger>().Close(new SiloUnavailableException("The client has stopped."));
        await host.StopAsync();
        host.Dispose();
    }
}
