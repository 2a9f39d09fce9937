using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentStreamTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Heartbeat_OverTheStream_Arrives()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        IAsyncStream<Heartbeat> stream = cluster.Streams.GetStream<Heartbeat>(
            StreamId.Create(StreamNames.AgentHeartbeats, GrainKeys.Uuid(agent.Id)));

        await stream.OnNextAsync(agent.Heartbeat(running: 3));

        await Eventually.BeAsync(
            "the streamed heartbeat", agent.LoadAsync, load => load.Heartbeat is { Running: 3 });
    }
}
