using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Streams;
using Orleans.TestingHost;
using Xerotier.Engine.Tests.Filters;
using Xerotier.Engine.Tests.Streams;

namespace Xerotier.Engine.Tests.Cluster;

/// <summary>One silo and a client with everything that the tests use.</summary>
public sealed class EngineCluster : IAsyncLifetime
{
    internal const string Streams = "events";
    internal const string ImplicitStreams = "implicit-events";
    internal const string FilteredStreams = "filtered-events";
    internal const string WrittenStreams = "written-events";
    internal const string OtherStorage = "other";

    private static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(4);

    private readonly InProcessTestCluster _cluster = Build(silos: 1);

    internal IClusterClient Client => _cluster.Client;

    internal IServiceProvider SiloServices => _cluster.Silos[0].SiloHost.Services;

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Deactivates a grain and waits until it is gone.</summary>
    internal async Task DeactivateAsync(IDeactivatable grain)
    {
        var activation = await grain.Deactivate();
        await Journal.NextAsync<string>(activation, "the deactivation");
    }

    /// <summary>A cluster with streams, storage and reminders that is not started yet.</summary>
    internal static InProcessTestCluster Build(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => ConfigureSilo(silo));
        builder.ConfigureClient(ConfigureClient);
        return builder.Build();
    }

    private static void ConfigureSilo(ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton("greeting", "hello");
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMemoryGrainStorage(OtherStorage);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseInMemoryReminderService();
        silo.AddMemoryStreams(Streams, streams => streams.ConfigurePullingAgent(agent => agent.Configure(options =>
        {
            options.MaxEventDeliveryTime = DeliveryTime;
            options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(50);
        })));
        silo.AddMemoryStreams(
            ImplicitStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        silo.AddStreaming();
        silo.AddMemoryStreams(FilteredStreams);
        silo.AddStreamFilter<ParityFilter>(FilteredStreams);
        silo.AddMemoryStreams<TextBodySerializer>(WrittenStreams);
        silo.AddIncomingGrainCallFilter<MarkingFilter>();
        silo.AddIncomingGrainCallFilter(MarkingFilter.Second);
        silo.AddOutgoingGrainCallFilter<SiloOutgoingFilter>();
    }

    private static void ConfigureClient(IClientBuilder client)
    {
        client.AddMemoryStreams(Streams);
        client.AddMemoryStreams(
            ImplicitStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        client.AddStreaming();
        client.AddMemoryStreams(FilteredStreams);
        client.AddMemoryStreams<TextBodySerializer>(WrittenStreams);
        client.AddOutgoingGrainCallFilter<ClientOutgoingFilter>();
    }
}
