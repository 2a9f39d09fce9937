using Xerotier.Grains.Limits;

namespace Xerotier.Grains.Tests.Limits;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 10, 90)]
    [InlineData(10, 10, 20)]
    [InlineData(2, 3, 5)]
    public void Refill_FirstTime_HoldsAMinuteAndTheBurst(int perMinute, int minimumBurst, int expected)
    {
        var bucket = new TokenBucket();

        bucket.Refill(Start, perMinute, minimumBurst);

        bucket.Level.ShouldBe(expected);
        bucket.SecondsToFull.ShouldBe(0);
    }

    [Fact]
    public void Refill_TimePasses_AddsEvenlyUpToTheCapacity()
    {
        TokenBucket bucket = Empty();

        bucket.Refill(Start.AddSeconds(1.5), 60, 10);
        bucket.Level.ShouldBe(1);
        bucket.SecondsUntil(1).ShouldBe(0);
        bucket.SecondsUntil(3).ShouldBe(2);

        bucket.Refill(Start.AddHours(1), 60, 10);
        bucket.Level.ShouldBe(90);
    }

    [Fact]
    public void Refill_ClockGoesBack_TakesNothingAway()
    {
        TokenBucket bucket = Empty();
        bucket.Refill(Start.AddSeconds(10), 60, 10);

        bucket.Refill(Start, 60, 10);

        bucket.Level.ShouldBe(10);
    }

    [Fact]
    public void Take_BeyondTheLevel_LeavesADebtThatTimePays()
    {
        TokenBucket bucket = Empty();

        bucket.Take(30);

        bucket.Level.ShouldBe(-30);
        bucket.SecondsUntil(1).ShouldBe(31);
    }

    [Fact]
    public void Take_NegativeAmount_NeverOverflowsTheBucket()
    {
        TokenBucket bucket = Empty();

        bucket.Take(-1_000_000);

        bucket.Level.ShouldBe(90);
    }

    [Fact]
    public void SecondsUntil_MoreThanTheBucketHolds_WaitsForAFullOne()
    {
        Empty().SecondsUntil(1_000_000).ShouldBe(90);
    }

    [Fact]
    public void Refill_RateChanges_KeepsTheShareThatIsLeft()
    {
        TokenBucket bucket = Empty();
        bucket.Refill(Start.AddSeconds(45), 60, 10);

        bucket.Refill(Start.AddSeconds(45), 120, 10);

        bucket.Level.ShouldBe(90);
    }

    private static TokenBucket Empty()
    {
        var bucket = new TokenBucket();
        bucket.Refill(Start, 60, 10);
        bucket.Take(90);
        return bucket;
    }
}
