using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Xerotier.Engine.Tests.Streams;

public sealed class MemoryStreamTests : IAsyncLifetime
{
    private const string Provider = "events";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SurvivingStorage _storage = new();
    private readonly Channel<int> _seen = Channel.CreateUnbounded<int>();
    private readonly Channel<Exception> _errors = Channel.CreateUnbounded<Exception>();
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InProcessTestCluster _cluster;

    public MemoryStreamTests() => _cluster = Build(silo => silo.Services.AddKeyedSingleton<IGrainStorage>(
        "PubSubStore", _storage));

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        _gate.TrySetResult();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Publish_SubscriberTooFarBehind_IsRefusedUntilItHasCaughtUp()
    {
        await SubscribeAsync(waitsAt: 1);
        for (var i = 1; i <= 4; i++) await Stream().OnNextAsync(i);

        await Should.ThrowAsync<InvalidOperationException>(() => Stream().OnNextAsync(5));
        _gate.SetResult();
        for (var i = 1; i <= 4; i++) (await NextAsync("the items that waited")).ShouldBe(i);

        await Stream().OnNextAsync(6);
        (await NextAsync("the item after")).ShouldBe(6);
    }

    [Fact]
    public async Task Publish_SiloDiesBeforeDelivery_ItemsAreLostSubscriptionIsKept()
    {
        await SubscribeAsync(waitsAt: 1);
        for (var i = 1; i <= 3; i++) await Stream().OnNextAsync(i);
        await _waiting.Task.WaitAsync(Deadline);

        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.StartAdditionalSiloAsync();
        _gate.SetResult();
        (await NextAsync("the item that was on its way")).ShouldBe(1);
        await Stream().OnNextAsync(4);

        (await NextAsync("the item after the loss")).ShouldBe(4);
    }

    [Fact]
    public async Task Publish_SubscribedClientIsGone_SubscriptionIsRemoved()
    {
        await SubscribeAsync(waitsAt: 0);

        await _cluster.KillClientAsync();
        var silo = _cluster.Silos[0].SiloHost.Services;
        await silo.GetRequiredKeyedService<IStreamProvider>(Provider).GetStream<int>("ns", "key").OnNextAsync(1);

        await _storage.Cleared.Task.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Publish_ItemOfAnotherType_ObserverHearsOfIt()
    {
        await SubscribeAsync(waitsAt: 0);

        await _cluster.Client.GetStreamProvider(Provider).GetStream<string>("ns", "key").OnNextAsync("one");
        await Stream().OnNextAsync(2);

        (await _errors.Reader.ReadAsync().AsTask().WaitAsync(Deadline))
            .ShouldBeOfType<StreamEventDeliveryFailureException>();
        (await NextAsync("the next item")).ShouldBe(2);
    }

    [Fact]
    public async Task Subscribe_WithToken_IsRefused()
    {
        var token = new Orleans.Providers.Streams.Common.EventSequenceToken(1);

        await Should.ThrowAsync<ArgumentNullException>(
            () => Stream().SubscribeAsync((_, _) => Task.CompletedTask, token));
    }

    [Fact]
    public async Task Start_NoStorageForSubscriptions_IsRefused()
    {
        await using var cluster = Build(static _ => { });

        var failure = await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.DeployAsync());

        failure.Message.ShouldContain("PubSubStore");
    }

    private static InProcessTestCluster Build(Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            configure(silo);
            silo.AddMemoryStreams(Provider, streams => streams.ConfigurePullingAgent(agent => agent.Configure(
                static options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(1))));
            silo.Services.Configure<MemoryStreamOptions>(Provider, static limits => limits.MaxWaitingItems = 4);
        });
        builder.ConfigureClient(static client => client.AddMemoryStreams(Provider));
        return builder.Build();
    }

    private Task<int> NextAsync(string what) => _seen.Reader.ReadAsync().AsTask().WaitAsync(Deadline).ContinueWith(
        read => read.IsFaulted ? throw new TimeoutException($"Waited for {what}.") : read.Result,
        TaskScheduler.Default);

    private Task SubscribeAsync(int waitsAt) => Stream().SubscribeAsync(
        async (item, _) =>
        {
            if (item == waitsAt)
            {
                _waiting.TrySetResult();
                await _gate.Task;
            }

            _seen.Writer.TryWrite(item);
        },
        failure =>
        {
            _errors.Writer.TryWrite(failure);
            return Task.CompletedTask;
        });

    private IAsyncStream<int> Stream() => _cluster.Client.GetStreamProvider(Provider).GetStream<int>("ns", "key");
}
