using Xerotier.Routing.Health;

namespace Xerotier.Routing.Tests.Health;

public sealed class RetryAndSlownessTests
{
    [Fact]
    public void RetryBudget_Outage_SpendsTheReserveAndThenAShareOfRequests()
    {
        var budget = new RetryBudget(0.1, 5);
        int retries = 0;
        for (int request = 0; request < 1_000; request++)
        {
            budget.Earn();
            retries += budget.TrySpend() ? 1 : 0;
        }

        retries.ShouldBeInRange(103, 105);
    }

    [Fact]
    public void RetryBudget_Quiet_SavesUpNoMoreThanTheReserve()
    {
        var budget = new RetryBudget(1, 2);
        for (int i = 0; i < 100; i++)
        {
            budget.Earn();
        }

        budget.TrySpend().ShouldBeTrue();
        budget.TrySpend().ShouldBeTrue();
        budget.TrySpend().ShouldBeFalse();
    }

    [Fact]
    public void SlowAgent_Streak_IsFoundAndOneAnswerIsNot()
    {
        var slow = new SlowAgent(3, 5);
        slow.Observe(100, 10_000);
        slow.IsSlow.ShouldBeFalse();
        for (int i = 0; i < 20; i++)
        {
            slow.Observe(100, 100);
        }

        slow.Observe(100, 300);
        slow.IsSlow.ShouldBeFalse();
        for (int i = 0; i < 20; i++)
        {
            slow.Observe(100, 400);
        }

        slow.IsSlow.ShouldBeTrue();
        slow.Clear();
        slow.IsSlow.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(double.NaN, 100)]
    [InlineData(100, double.PositiveInfinity)]
    public void SlowAgent_UselessFigure_IsIgnored(double predicted, double observed)
    {
        var slow = new SlowAgent(3, 1);
        slow.Observe(predicted, observed);
        slow.IsSlow.ShouldBeFalse();
        slow.Observe(100, 301);
        slow.IsSlow.ShouldBeTrue();
    }
}
