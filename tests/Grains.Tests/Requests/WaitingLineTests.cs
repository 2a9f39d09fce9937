using Xerotier.Grains.Requests;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Tests.Requests;

public sealed class WaitingLineTests
{
    private const string Heavy = "heavy";
    private const string Light = "light";

    private readonly WaitingLine _line = new(capacity: 1_000);

    [Fact]
    public void InOrder_OneProject_IsFirstComeFirstServed()
    {
        WaitingTicket[] tickets = [Join(Heavy), Join(Heavy, tokens: 1), Join(Heavy)];

        _line.InOrder.ShouldBe(tickets);
        tickets.Select(_line.PositionOf).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Turns_ProjectThatFloods_DoesNotStarveAnother()
    {
        for (int i = 0; i < 500; i++)
        {
            Join(Heavy);
        }

        ServeNext(100);
        WaitingTicket light = Join(Light);

        _line.PositionOf(light).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Turns_TwoProjectsThatAlwaysWait_ShareTokensNotRequests()
    {
        for (int i = 0; i < 300; i++)
        {
            Join(Heavy, tokens: 300);
            Join(Light, tokens: 100);
        }

        WaitingTicket[] served = ServeNext(200);

        long heavy = served.Where(ticket => ticket.Ticket.ProjectId == Heavy).Sum(ticket => ticket.Ticket.Tokens);
        long light = served.Where(ticket => ticket.Ticket.ProjectId == Light).Sum(ticket => ticket.Ticket.Tokens);
        Math.Abs(heavy - light).ShouldBeLessThanOrEqualTo(300);
    }

    [Fact]
    public void Turns_TwoTiers_ShareByPriorityAndNobodyStarves()
    {
        for (int i = 0; i < 400; i++)
        {
            Join(Heavy, tier: ServiceTiers.SelfHosted);
            Join(Light, tier: ServiceTiers.Free);
        }

        WaitingTicket[] served = ServeNext(400);

        served.Count(ticket => ticket.Ticket.ProjectId == Heavy).ShouldBeInRange(298, 302);
    }

    [Fact]
    public void Turns_ProjectComesBackAfterALongTime_HasSavedNoCredit()
    {
        Join(Light);
        ServeNext(1);
        for (int i = 0; i < 200; i++)
        {
            Join(Heavy);
        }

        ServeNext(100);
        for (int i = 0; i < 100; i++)
        {
            Join(Light);
        }

        ServeNext(20).Count(ticket => ticket.Ticket.ProjectId == Light).ShouldBeInRange(9, 11);
    }

    [Fact]
    public void TakeTurnBack_NoRoom_IsFirstAgainAndNotCharged()
    {
        WaitingTicket first = Join(Heavy);
        WaitingTicket second = Join(Heavy);
        WaitingTicket other = Join(Light);
        _line.GiveTurn(first, news: 1);
        _line.InOrder.ShouldBe([other, second]);
        _line.PositionOf(first).ShouldBe(1);

        _line.TakeTurnBack(first, default);

        _line.InOrder.ShouldBe([first, other, second]);
    }

    [Fact]
    public void Leave_WithOrWithoutItsTurn_IsGone()
    {
        WaitingTicket first = Join(Heavy);
        WaitingTicket second = Join(Heavy);
        _line.GiveTurn(first, news: 1);

        _line.Leave(first.Ticket.Id);
        _line.Leave(second.Ticket.Id);
        _line.Leave(second.Ticket.Id);

        _line.Count.ShouldBe(0);
        _line.InOrder.ShouldBeEmpty();
        _line.PositionOf(second).ShouldBe(0);
    }

    [Fact]
    public void TryJoin_Full_IsRefused()
    {
        var line = new WaitingLine(capacity: 1);
        WaitingTicket first = line.TryJoin(Ticket(Heavy, 100, ServiceTiers.Free)).ShouldNotBeNull();
        line.GiveTurn(first, news: 1);

        line.TryJoin(Ticket(Light, 100, ServiceTiers.Free)).ShouldBeNull();
    }

    private WaitingTicket[] ServeNext(int count)
    {
        var served = new WaitingTicket[count];
        for (int i = 0; i < count; i++)
        {
            served[i] = _line.InOrder.First();
            _line.GiveTurn(served[i], news: i);
            _line.Leave(served[i].Ticket.Id);
        }

        return served;
    }

    private WaitingTicket Join(string project, long tokens = 100, string tier = ServiceTiers.GpuNvidia) =>
        _line.TryJoin(Ticket(project, tokens, tier)).ShouldNotBeNull();

    private static QueueTicket Ticket(string project, long tokens, string tier) =>
        new(Guid.NewGuid(), project, tier, ["shared"], tokens);
}
