using Xerotier.Routing.Fleet;

namespace Xerotier.Routing.Tests.Fleet;

public sealed class BacklogTests
{
    [Fact]
    public void PrefillBacklog_HeadIsWorkedOn_ShrinksByItsShareAtMost()
    {
        var backlog = new PrefillBacklog();
        backlog.TokensAt(0, 0.5).ShouldBe(0);
        backlog.Add(1_000, 10_000);
        backlog.Add(3_000, 10_100);

        backlog.TokensAt(10_100, 0.5).ShouldBe(4_000 - 200);
        backlog.TokensAt(60_000, 0.5).ShouldBe(2_000);
    }

    [Fact]
    public void PrefillBacklog_FirstTokenCame_StartsWithTheNext()
    {
        var backlog = new PrefillBacklog();
        backlog.Add(1_000, 0);
        backlog.Add(3_000, 0);
        backlog.Remove(1_000, 600);

        backlog.TokensAt(600, 0.5).ShouldBe(3_000);
        backlog.TokensAt(700, 0.5).ShouldBe(2_800);
        backlog.TokensAt(500, 0.5).ShouldBe(3_000);
        backlog.Remove(3_000, 2_000);
        backlog.TokensAt(2_000, 0.5).ShouldBe(0);
    }

    [Fact]
    public void LiveLoad_BacklogMs_ShrinksWithTimeButNotByPendingPicks()
    {
        var load = new LiveLoad();
        load.Observe(2, 5_000, 4_000, 1_000);
        load.Reserve(700, 400);

        load.BacklogMs(1_000, 0.5).ShouldBe(2_200);
        load.BacklogMs(1_500, 0.5).ShouldBe(1_700);
        load.BacklogMs(90_000, 0.5).ShouldBe(200);
        load.BacklogMs(500, 0.5).ShouldBe(2_200);
        load.Settle(700, 400);
        load.BacklogMs(90_000, 0.5).ShouldBe(0);
        load.Leases.ShouldBe(2);
        load.ReservedTokens.ShouldBe(5_000);
    }

    [Fact]
    public void R4_LiveLoad_AnyInterleaving_IsConserved()
    {
        var load = new LiveLoad();
        Parallel.For(0, 2_000, i =>
        {
            load.Reserve(i, i / 2);
            load.Settle(i, i / 2);
        });

        load.Leases.ShouldBe(0);
        load.ReservedTokens.ShouldBe(0);
        load.BacklogMs(0, 1).ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 1, 0, 100, 500, true)]
    [InlineData(1, 1, 0, 1_000, 0, false)]
    [InlineData(1, 2, 600, 1_000, 400, true)]
    [InlineData(1, 2, 600, 1_000, 401, false)]
    [InlineData(0, 0, 0, 1_000, 1, false)]
    [InlineData(5, 9, 1_000, long.MaxValue, 1_000_000, true)]
    public void Room_Has_CountsPlacesAndTokens(
        int leases, int capacity, long reserved, long kvTokens, long needed, bool expected) =>
        Room.Has(leases, capacity, reserved, kvTokens, needed).ShouldBe(expected);
}
