using Xerotier.Grains.Limits;

namespace Xerotier.Grains.Tests.Limits;

public sealed class LimitGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly ILimitGrain _limit =
        cluster.Grains.GetGrain<ILimitGrain>(GrainKeys.Limit(Guid.NewGuid(), "free"));

    [Fact]
    public async Task Take_MoreRequestsThanTheBurst_RefusesUntilTimePasses()
    {
        var one = new LimitRequest(2, 0, 3, 10);
        for (int i = 0; i < 5; i++)
        {
            LimitReply granted = await _limit.TakeAsync(one);
            (granted.Outcome, granted.RequestsRemaining).ShouldBe((LimitOutcome.Granted, 4 - i));
        }

        LimitReply refused = await _limit.TakeAsync(one);
        cluster.Time.Advance(TimeSpan.FromSeconds(30));
        LimitReply later = await _limit.TakeAsync(one);

        refused.Outcome.ShouldBe(LimitOutcome.RequestsUsedUp);
        refused.RetryAfterSeconds.ShouldBeInRange(1, 30);
        later.Outcome.ShouldBe(LimitOutcome.Granted);
    }

    [Fact]
    public async Task Take_TokensUsedUp_TakesNoRequestEither()
    {
        await _limit.TakeAsync(new LimitRequest(100, 600, 10, 900));

        LimitReply refused = await _limit.TakeAsync(new LimitRequest(100, 600, 10, 600));

        refused.Outcome.ShouldBe(LimitOutcome.TokensUsedUp);
        refused.RequestsRemaining.ShouldBeInRange(149, 150);
        refused.RetryAfterSeconds.ShouldBeInRange(30, 60);
    }

    [Fact]
    public async Task Settle_LessWasUsed_GivesTheRestBack()
    {
        await _limit.TakeAsync(new LimitRequest(0, 60_000, 10, 90_000));

        await _limit.SettleAsync(-90_000);

        await Eventually.BeAsync(
            "the tokens to be back",
            () => _limit.TakeAsync(new LimitRequest(0, 60_000, 10, 0)).AsTask(),
            reply => reply.TokensRemaining == 90_000);
    }

    [Fact]
    public async Task Settle_MoreWasUsed_LeavesADebt()
    {
        await _limit.TakeAsync(new LimitRequest(0, 60, 10, 90));

        await _limit.SettleAsync(1_000);

        LimitReply reply = await Eventually.BeAsync(
            "the debt",
            () => _limit.TakeAsync(new LimitRequest(0, 60, 10, 0)).AsTask(),
            reply => reply.TokensRemaining < -900);
        reply.Outcome.ShouldBe(LimitOutcome.TokensUsedUp);
    }
}
