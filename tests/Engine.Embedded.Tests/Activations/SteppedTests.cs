using Orleans;

namespace Xerotier.Engine.Tests.Activations;

/// <summary>What needs a scheduler or a clock of its own to be seen.</summary>
public sealed class SteppedTests
{
    private readonly string _key = $"sleeper-{Guid.NewGuid()}";

    [Fact]
    public async Task Call_RunsInTheInjectedSchedulerOnly()
    {
        await using var silo = await SleeperSilo.StartAsync();

        var call = silo.Grain(_key).Activation();

        call.IsCompleted.ShouldBeFalse();
        silo.Turns.RunAll().ShouldBeGreaterThan(0);
        (await silo.FinishAsync(call)).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task ResponseTimeout_FollowsTheInjectedClock()
    {
        await using var silo = await SleeperSilo.StartAsync();
        var call = silo.Grain(_key).Never();
        silo.Turns.RunAll();

        silo.Time.Advance(TimeSpan.FromSeconds(9));
        call.IsCompleted.ShouldBeFalse();
        silo.Time.Advance(TimeSpan.FromSeconds(2));

        await Should.ThrowAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task Idle_LongerThanItsAge_IsCollected()
    {
        await using var silo = await SleeperSilo.StartAsync();
        var first = await silo.FinishAsync(silo.Grain(_key).Activation());

        silo.Time.Advance(TimeSpan.FromMinutes(4));
        silo.Turns.RunAll();
        (await silo.FinishAsync(silo.Grain(_key).Activation())).ShouldBe(first);
        silo.Time.Advance(TimeSpan.FromMinutes(7));
        silo.Turns.RunAll();

        SleeperGrain.Ends[_key].ShouldBe(DeactivationReasonCode.ActivationIdle);
        (await silo.FinishAsync(silo.Grain(_key).Activation())).ShouldNotBe(first);
    }

    [Fact]
    public async Task DelayDeactivation_KeepsAnIdleActivation()
    {
        await using var silo = await SleeperSilo.StartAsync();
        var first = await silo.FinishAsync(silo.Grain(_key).Activation());
        await silo.FinishAsync(silo.Grain(_key).Delay(TimeSpan.FromHours(1)));

        silo.Time.Advance(TimeSpan.FromMinutes(50));
        silo.Turns.RunAll();

        (await silo.FinishAsync(silo.Grain(_key).Activation())).ShouldBe(first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_KeepsTheActivationOnlyIfItShall(bool keepAlive)
    {
        await using var silo = await SleeperSilo.StartAsync();
        var first = await silo.FinishAsync(silo.Grain(_key).Activation());
        await silo.FinishAsync(silo.Grain(_key).StartTimer(TimeSpan.FromSeconds(50), keepAlive));

        for (var step = 0; step < 120; step++)
        {
            silo.Time.Advance(TimeSpan.FromSeconds(10));
            silo.Turns.RunAll();
        }

        ((await silo.FinishAsync(silo.Grain(_key).Activation())) == first).ShouldBe(keepAlive);
    }
}
