using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Tests.Agents;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Tests.Requests;

public sealed class QueueGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly Leases _leases = new();

    [Fact]
    public async Task Wait_ThereIsRoom_GetsATurn()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        (await WaitForTurnAsync(agent, NewTicket(agent))).Outcome.ShouldBe(QueueOutcome.Turn);
    }

    [Fact]
    public async Task Wait_RoomComesLater_GetsATurnThen()
    {
        (TestAgent agent, LeaseId[] held) = await FullAgentAsync(capacity: 1);
        Task<QueueTurn> turn = WaitForTurnAsync(agent, NewTicket(agent));

        await agent.ReleaseAsync(held[0]);

        (await turn).Outcome.ShouldBe(QueueOutcome.Turn);
    }

    [Fact]
    public async Task Wait_Several_GetTheirTurnsInOrder()
    {
        (TestAgent agent, LeaseId[] held) = await FullAgentAsync(capacity: 3);
        QueueTicket[] tickets = [NewTicket(agent), NewTicket(agent), NewTicket(agent)];
        var order = new List<int>();
        List<Task> waiting = [];
        for (int i = 0; i < tickets.Length; i++)
        {
            int number = i;
            waiting.Add(ServeAsync(number));
            await Eventually.BeAsync(
                $"ticket {i} in the line", () => PositionAsync(agent, tickets[number]), position => position == i + 1);
        }

        foreach (LeaseId lease in held)
        {
            int before = order.Count;
            await agent.ReleaseAsync(lease);
            await Eventually.BeAsync("the next turn", () => Task.FromResult(order.Count), count => count == before + 1);
        }

        await Task.WhenAll(waiting);
        order.ShouldBe([0, 1, 2]);

        async Task ServeAsync(int number)
        {
            await WaitForTurnAsync(agent, tickets[number]);
            (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
            order.Add(number);
            await QueueOf(agent).LeaveAsync(tickets[number].Id);
        }
    }

    [Fact]
    public async Task Wait_TurnFoundNoRoom_KeepsItsPlace()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 1);
        QueueTicket first = NewTicket(agent);
        await WaitForTurnAsync(agent, first);

        // Another request takes the place that the first was sent for.
        LeaseId rival = _leases.Next();
        (await agent.AcquireAsync(rival)).Granted.ShouldBeTrue();
        Task<QueueTurn> second = WaitForTurnAsync(agent, NewTicket(agent));
        Task<QueueTurn> again = WaitForTurnAsync(agent, first);

        await agent.ReleaseAsync(rival);
        (await again).Position.ShouldBe(1);
        await QueueOf(agent).LeaveAsync(first.Id);
        (await second).Position.ShouldBe(1);
    }

    [Fact]
    public async Task Wait_RoomComes_NewArrivalsDoNotPassWhoWaits()
    {
        (TestAgent agent, LeaseId[] held) = await FullAgentAsync(capacity: 1);
        IRouterGrain router = cluster.Grains.GetGrain<IRouterGrain>(GrainKeys.Router);
        QueueTicket ticket = NewTicket(agent);
        Task<QueueTurn> turn = WaitForTurnAsync(agent, ticket);
        await WaitsAsync(agent, waits: true);

        await agent.ReleaseAsync(held[0]);
        await turn;

        (await router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);
        await Eventually.BeAsync(
            "a lease for who waited",
            () => router.RouteAsync(agent.Query(_leases.Next()) with { HasTurn = true }).AsTask(),
            reply => reply.Outcome == RouteOutcome.Leased);
        await QueueOf(agent).LeaveAsync(ticket.Id);
        await WaitsAsync(agent, waits: false);
    }

    [Fact]
    public async Task Leave_NobodyWaitsAnyMore_NewArrivalsAreRoutedAtOnce()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        QueueTicket ticket = NewTicket(agent);
        await WaitForTurnAsync(agent, ticket);
        await QueueOf(agent).LeaveAsync(ticket.Id);

        await Eventually.BeAsync(
            "a lease without a turn",
            () => cluster.Grains.GetGrain<IRouterGrain>(GrainKeys.Router)
                .RouteAsync(agent.Query(_leases.Next())).AsTask(),
            reply => reply.Outcome == RouteOutcome.Leased);
    }

    [Fact]
    public async Task Wait_NoNewsInTheRound_IsToldToAskAgainAndKeepsItsPlace()
    {
        (TestAgent agent, _) = await FullAgentAsync(capacity: 1);
        QueueTicket first = NewTicket(agent);
        QueueTicket second = NewTicket(agent);
        Task<QueueTurn> round = QueueOf(agent).WaitAsync(first).AsTask();
        await Eventually.BeAsync("a place", () => PositionAsync(agent, first), position => position == 1);
        Task<QueueTurn> other = QueueOf(agent).WaitAsync(second).AsTask();

        (await round).ShouldBe(new QueueTurn(QueueOutcome.Wait, 1));
        (await other).ShouldBe(new QueueTurn(QueueOutcome.Wait, 2));
        (await QueueOf(agent).WaitAsync(first)).ShouldBe(new QueueTurn(QueueOutcome.Wait, 1));
    }

    [Fact]
    public async Task Leave_Waiting_MovesTheOthersUp()
    {
        (TestAgent agent, _) = await FullAgentAsync(capacity: 1);
        QueueTicket first = NewTicket(agent);
        QueueTicket second = NewTicket(agent);
        Task[] rounds = [QueueOf(agent).WaitAsync(first).AsTask(), QueueOf(agent).WaitAsync(second).AsTask()];

        await QueueOf(agent).LeaveAsync(first.Id);
        await Task.WhenAll(rounds);

        (await QueueOf(agent).WaitAsync(second)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task Wait_SilentForTwoRounds_LosesItsPlace()
    {
        (TestAgent agent, _) = await FullAgentAsync(capacity: 1);
        QueueTicket silent = NewTicket(agent);
        QueueTicket patient = NewTicket(agent);
        Task<QueueTurn> silentRound = QueueOf(agent).WaitAsync(silent).AsTask();
        await Task.WhenAll(silentRound, QueueOf(agent).WaitAsync(patient).AsTask());

        await Eventually.BeAsync(
            "the silent ticket to go",
            async () => (await QueueOf(agent).WaitAsync(patient)).Position,
            position => position == 1);
    }

    [Fact]
    public async Task Wait_MoreThanTheLimit_IsRefused()
    {
        (TestAgent agent, _) = await FullAgentAsync(capacity: 1);
        Task<QueueTurn>[] rounds = [.. Enumerable.Range(0, GrainCluster.QueueLength + 1)
            .Select(_ => QueueOf(agent).WaitAsync(NewTicket(agent)).AsTask())];

        QueueTurn[] turns = await Task.WhenAll(rounds);

        turns.Count(turn => turn.Outcome == QueueOutcome.Full).ShouldBe(1);
        turns.Count(turn => turn.Outcome == QueueOutcome.Wait).ShouldBe(GrainCluster.QueueLength);
    }

    private async Task<(TestAgent Agent, LeaseId[] Held)> FullAgentAsync(int capacity)
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: capacity);
        LeaseId[] held = [.. Enumerable.Range(0, capacity).Select(_ => _leases.Next())];
        foreach (LeaseId lease in held)
        {
            (await agent.AcquireAsync(lease)).Granted.ShouldBeTrue();
        }

        await Eventually.BeAsync(
            "a full fleet",
            async () => (await cluster.Grains.GetGrain<Grains.Fleet.IFleetGrain>(agent.ProjectId)
                .PullAsync(0, 0, TimeSpan.Zero)).Agents.Sum(seen => seen.Leases),
            leases => leases == capacity);
        return (agent, held);
    }

    private Task WaitsAsync(TestAgent agent, bool waits) => Eventually.BeAsync(
        $"waiting: {waits}",
        async () => (await cluster.Grains.GetGrain<Grains.Fleet.IFleetGrain>(agent.ProjectId)
            .PullAsync(0, 0, TimeSpan.Zero)).Awaited.Contains(TestAgent.Model),
        seen => seen == waits);

    private static QueueTicket NewTicket(TestAgent agent) =>
        new(Guid.NewGuid(), agent.ProjectId, ServiceTiers.SelfHosted, [agent.ProjectId], 100);

    private IQueueGrain QueueOf(TestAgent agent) =>
        cluster.Grains.GetGrain<IQueueGrain>(GrainKeys.Queue(agent.ProjectId, TestAgent.Model));

    private Task<QueueTurn> WaitForTurnAsync(TestAgent agent, QueueTicket ticket) => Eventually.BeAsync(
        "a turn", () => QueueOf(agent).WaitAsync(ticket).AsTask(), turn => turn.Outcome == QueueOutcome.Turn);

    /// <summary>Asks for the place by another round, which ends when the ticket's turn or the round does.</summary>
    private async Task<int> PositionAsync(TestAgent agent, QueueTicket ticket) =>
        (await QueueOf(agent).WaitAsync(ticket)).Position;
}
