using Xerotier.Grains.Fleet;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Tests.Agents;

namespace Xerotier.Grains.Tests.Fleet;

public sealed class FleetStopTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stop_WhilePullsAndTicketsWait_DoesNotWaitThemOut()
    {
        // The clock stands still: whoever waits for it waits for ever.
        var cluster = new GrainCluster(timeFlows: false);
        await cluster.InitializeAsync();
        string project = TestAgent.NewProject();
        IFleetGrain fleet = cluster.Grains.GetGrain<IFleetGrain>(project);
        FleetChange now = await fleet.PullAsync(0, 0, TimeSpan.Zero);
        Task<FleetChange> pull = fleet.PullAsync(now.Epoch, now.Version, TimeSpan.FromSeconds(5)).AsTask();
        string other = TestAgent.NewProject();
        var ticket = new QueueTicket(Guid.NewGuid(), other, "self_hosted", [other], 100);
        Task<QueueTurn> turn = cluster.Grains
            .GetGrain<IQueueGrain>(GrainKeys.Queue(other, "m")).WaitAsync(ticket).AsTask();
        await Eventually.BeAsync(
            "the ticket to wait",
            async () => (await cluster.Grains.GetGrain<IFleetGrain>(other).PullAsync(0, 0, TimeSpan.Zero)).Awaited,
            awaited => awaited.Contains("m"));

        Task stopped = cluster.StopAsync();

        await stopped.WaitAsync(Deadline);
        if (await AnsweredAsync(pull))
        {
            (await pull).Version.ShouldBe(now.Version);
        }

        if (await AnsweredAsync(turn))
        {
            (await turn).Outcome.ShouldBe(QueueOutcome.Wait);
        }

        await cluster.DisposeAsync();
    }

    // A silo of Orleans may be gone before its last answers are sent; then the caller hears of that.
    private static async Task<bool> AnsweredAsync(Task call)
    {
        await call.WaitAsync(Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.IsCompleted.ShouldBeTrue("a call outlives its silo");
        return call.IsCompletedSuccessfully;
    }
}
