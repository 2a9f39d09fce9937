using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Turns;

[GrainType("engine-tests.turns")]
internal sealed class TurnsGrain : Grain, ITurns
{
    private int _count;

    private string Key => this.GetPrimaryKeyString();

    public async Task Block(string gate)
    {
        Journal.Write(Key, $"blocked at {gate}");
        await Journal.PassAsync(gate);
        Journal.Write(Key, $"passed {gate}");
    }

    public Task<string> Always() => Task.FromResult("always");

    public Task Read(string gate) => Block(gate);

    public Task<string> Ordinary()
    {
        Journal.Write(Key, "ordinary");
        return Task.FromResult("ordinary");
    }

    public async Task<bool> IsOnSameSchedulerAfterAwait()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(static () => { });
        return before != TaskScheduler.Default && before == afterYield && before == TaskScheduler.Current;
    }

    public async Task<bool> LeavesSchedulerWithTaskRun() =>
        await Task.Run(static () => TaskScheduler.Current) == TaskScheduler.Default;

    public async Task<int> CountToWithInterleavedAwaits(int count)
    {
        // Without single-threaded turns, increments of concurrent continuations would get lost.
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            await Task.Yield();
            var seen = _count;
            Thread.SpinWait(10);
            _count = seen + 1;
        }));
        return _count;
    }

    public Task Notify(string entry)
    {
        Journal.Write(Key, entry);
        return Task.CompletedTask;
    }

    public Task NotifyAndThrow(string entry)
    {
        Journal.Write(Key, entry);
        throw new InvalidOperationException("Nobody hears this.");
    }

    public Task BlockBriefly(string gate) => Journal.PassAsync(gate);

    public Task CallBack(string other) => GrainFactory.GetGrain<ITurns>(other).CallBackAndWait(Key);

    public Task CallBackAndWait(string other) => GrainFactory.GetGrain<ITurns>(other).Ordinary();

    public async Task<string> CallBackAllowed(string other)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<ITurns>(other).Echo(Key);
    }

    public async Task<string> CallBackSuppressed(string other)
    {
        using var allowed = RequestContext.AllowCallChainReentrancy();
        using var suppressed = RequestContext.SuppressCallChainReentrancy();
        return await GrainFactory.GetGrain<ITurns>(other).Echo(Key);
    }

    public Task<string> Echo(string caller) => GrainFactory.GetGrain<ITurns>(caller).Ordinary();

    public Task<string> Fail() => throw new InvalidOperationException("failed on purpose");
}
