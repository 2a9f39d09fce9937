using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Models;
using Xerotier.Grains.Requests;
using Xerotier.TestKit;
using Xerotier.TestKit.Time;

namespace Xerotier.Grains.Tests;

/// <summary>One silo with durable state that outlives it and a clock that runs but can be moved ahead.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    /// <summary>Requests that a queue takes.</summary>
    public const int QueueLength = 20;

    /// <summary>Areas of the Orleans runtime that keep real time when the test moves the clock.</summary>
    private static readonly string[] BackgroundAreas =
    [
        "Orleans.Messaging", "Orleans.SystemTimers", "Orleans.Membership", "Orleans.ActivationManagement",
        "Orleans.GrainDirectory",
    ];

    private readonly TemporaryDirectory _directory = new();
    private readonly InProcessTestCluster _cluster;

    public GrainCluster()
        : this(timeFlows: true)
    {
    }

    /// <summary>The same, optionally with a clock that stands still: for what must not depend on waits.</summary>
    internal GrainCluster(bool timeFlows)
    {
        Time = new ManualTimeProvider(timeFlows);
        Objects = new DirectoryObjectStore(_directory.Path, TimeProvider.System);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
    }

    public ManualTimeProvider Time { get; }

    public SharedStorage Storage { get; } = new();

    /// <summary>Files of models.</summary>
    public IObjectStore Objects { get; }

    public IGrainFactory Grains => _cluster.Client;

    public IStreamProvider Streams =>
        _cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IStreamProvider>(StreamNames.Provider);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Time.Dispose();
        _directory.Dispose();
    }

    /// <summary>Stops the silo.</summary>
    public Task StopAsync() => _cluster.StopSiloAsync(_cluster.Silos[0]);

    /// <summary>Stops the silo and starts another on the same durable state: everything in memory is gone.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await _cluster.StartAdditionalSiloAsync();
        await ClientIsBackAsync();
    }

    // On Orleans the first calls after a restart may still go to the silo that is gone.
    private async Task ClientIsBackAsync()
    {
        IFleetGrain any = Grains.GetGrain<IFleetGrain>("nobody");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                await any.PullAsync(0, 0, TimeSpan.Zero);
                return;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException or IOException)
            {
                deadline.Token.IsCancellationRequested.ShouldBeFalse($"the client never came back: {failure.Message}");
                await Task.Yield();
            }
        }
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseInMemoryReminderService();
        silo.AddMemoryStreams(
            StreamNames.Provider, stream => stream.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Durable, Storage);
        silo.Services.AddSingleton<TimeProvider>(new SharedTimeProvider(Time));
        foreach (string area in BackgroundAreas)
        {
            silo.Services.AddKeyedSingleton(area, TimeProvider.System);
        }

        silo.Services.AddSingleton(Objects);
        silo.Services.AddFleet().AddModels();
        silo.Services.Configure<QueueOptions>(options =>
        {
            options.MaxLength = QueueLength;
            options.Round = TimeSpan.FromSeconds(1);
        });
    }
}
