using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using Xerotier.ApiHost.Heartbeats;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;

namespace Xerotier.ApiHost.Tests.Heartbeats;

/// <summary>
/// Heartbeats of a cluster of three silos that die one after the other. On the orleans engine a test cluster takes long
/// to declare a silo dead; there the fault runs of bench/ClusterFaults look at the same with real processes.
/// </summary>
[Trait("Engine", "embedded")]
public sealed class SiloLossTests : IAsyncLifetime
{
    private const int Agents = 6;
    private static readonly TimeSpan BeatInterval = TimeSpan.FromMilliseconds(250);

    private readonly BreakableStorage _storage = new();
    private readonly InProcessTestCluster _cluster;

    public SiloLossTests()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.UseInMemoryReminderService();
            silo.AddMemoryStreams(
                StreamNames.Provider, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Durable, _storage);
            silo.Services.AddFleet();
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(
            StreamNames.Provider, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));
        _cluster = builder.Build();
    }

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Kill_EachSiloInTurn_NeverDisconnectsAHealthyAgent()
    {
        var agents = await Task.WhenAll(Enumerable.Range(0, Agents).Select(_ => EnrollAsync()));
        using var stop = new CancellationTokenSource();
        var producer = new HeartbeatProducer(
            _cluster.Client, TimeProvider.System, Options.Create(new HeartbeatOptions()),
            NullLogger<HeartbeatProducer>.Instance);
        var beating = Task.WhenAll(agents.Select(agent => BeatAsync(producer, agent, stop.Token)));
        await HeardAsync(agents, "all agents to be heard");

        foreach (var silo in _cluster.Silos.ToArray())
        {
            await _cluster.KillSiloAsync(silo);
            await HeardAsync(agents, $"all agents to be heard after the death of {silo.Name}");
            await _cluster.StartAdditionalSiloAsync();
        }

        await HeardAsync(agents, "all agents to be heard at the end");
        await stop.CancelAsync();
        await Wait.ForAsync("the last heartbeats", beating);
        foreach (var agent in agents)
        {
            (await Grain(agent).ListEventsAsync()).Select(entry => entry.State)
                .ShouldBe([AgentState.Active, AgentState.Pending]);
        }
    }

    private IAgentGrain Grain(Guid agent) => _cluster.Client.GetGrain<IAgentGrain>(GrainKeys.Uuid(agent));

    private async Task<Guid> EnrollAsync()
    {
        var id = Guid.NewGuid();
        var enrolled = await Grain(id).EnrollAsync(new AgentEnrollment(
            id, "proj_heard", "agent", "1.0.0", null, ["self_hosted"], [], 0, null, null,
            new AgentTokens("token", "rotation", DateTimeOffset.UtcNow.AddDays(1))));
        enrolled.Fault.ShouldBeNull();
        return id;
    }

    private static async Task BeatAsync(HeartbeatProducer producer, Guid agent, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BeatInterval);
        for (var sequence = 1L; !stop.IsCancellationRequested; sequence++)
        {
            try
            {
                await producer.ProduceAsync(agent, new Heartbeat(
                    sequence, DateTimeOffset.UtcNow, 0, 0, null, null, null, null, null, 4, [], false));
            }
            catch (Exception failure) when (IsOfCluster(failure))
            {
                // The agent would see a 503 and send the next one in time.
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    // Heard means that news of each comes in: not what was known before.
    private async Task HeardAsync(Guid[] agents, string what)
    {
        foreach (var agent in agents)
        {
            var first = await LastAsync(agent);
            await Wait.UntilAsync(what, async () => await LastAsync(agent) is > 0 and var last && last != first);
        }
    }

    private async Task<long> LastAsync(Guid agent)
    {
        try
        {
            return (await Grain(agent).GetHeartbeatStatusAsync()).LastSequence;
        }
        catch (Exception failure) when (IsOfCluster(failure))
        {
            return -1;
        }
    }

    private static bool IsOfCluster(Exception failure) =>
        failure is OrleansException or TimeoutException or IOException;
}
