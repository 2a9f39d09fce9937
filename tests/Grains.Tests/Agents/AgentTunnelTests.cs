using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentTunnelTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly TunnelAddress First = new("host", 1);
    private static readonly TunnelAddress Second = new("other", 2);

    [Fact]
    public async Task Detach_NewestOfTwo_TheOtherIsUsedAtOnce()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await agent.Grain.AttachTunnelAsync(Second);
        (await TunnelAsync(agent)).ShouldBe(Second);

        await agent.Grain.DetachTunnelAsync(Second);

        (await TunnelAsync(agent)).ShouldBe(First);
    }

    [Fact]
    public async Task Release_AgentFailedThroughTheNewest_TheOtherIsUsedUntilTheNextSignOfLife()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await agent.Grain.AttachTunnelAsync(Second);
        LeaseId lease = new("api", 1, 1);
        (await agent.AcquireAsync(lease)).Granted.ShouldBeTrue();

        await agent.Grain.ReleaseLeaseAsync(
            new LeaseRelease(lease, LeaseOutcome.AgentFailedEarly, null, 0, 0, 0));

        await Eventually.BeAsync("the other tunnel", () => TunnelAsync(agent), tunnel => tunnel == First);
        await agent.Grain.AttachTunnelAsync(Second);
        (await TunnelAsync(agent)).ShouldBe(Second);
    }

    [Fact]
    public async Task Silence_OfTheNewest_TheOtherIsUsed()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await agent.Grain.AttachTunnelAsync(Second);
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await agent.Grain.AttachTunnelAsync(First);
        (await TunnelAsync(agent)).ShouldBe(Second);

        cluster.Time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.BeAsync("the other tunnel", () => TunnelAsync(agent), tunnel => tunnel == First);
    }

    [Fact]
    public async Task Silence_OfTheOnlyOne_KeepsIt()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        cluster.Time.Advance(TimeSpan.FromSeconds(20));

        (await TunnelAsync(agent)).ShouldBe(First);
    }

    private static async Task<TunnelAddress?> TunnelAsync(TestAgent agent) =>
        (await agent.Grain.GetLoadAsync()).Value!.Address?.Tunnel;
}
