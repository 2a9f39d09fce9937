using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Timers;

[GrainType("engine-tests.clockwork")]
internal sealed class ClockworkGrain : Grain, IClockwork
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, IGrainTimer> _timers = [];

    private string Key => this.GetPrimaryKeyString();

    public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave)
    {
        _timers[name] = this.RegisterGrainTimer(
            Tick, name, new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartWithEveryOverload()
    {
        var never = Timeout.InfiniteTimeSpan;
        var options = new GrainTimerCreationOptions(Soon, never);
        this.RegisterGrainTimer(() => Tick("a"), Soon, never);
        this.RegisterGrainTimer(() => Tick("b"), options);
        this.RegisterGrainTimer(_ => Tick("c"), Soon, never);
        this.RegisterGrainTimer(_ => Tick("d"), options);
        this.RegisterGrainTimer(Tick, "e", Soon, never);
        this.RegisterGrainTimer(Tick, "f", options);
        this.RegisterGrainTimer((string s, CancellationToken _) => Tick(s), "g", Soon, never);
        this.RegisterGrainTimer((string s, CancellationToken _) => Tick(s), "h", options);
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public Task Restart(string name, TimeSpan due, TimeSpan period)
    {
        _timers[name].Change(due, period);
        return Task.CompletedTask;
    }

    public Task StartFailing(string name)
    {
        _timers[name] = this.RegisterGrainTimer(
            async () =>
            {
                await Tick(name);
                throw new InvalidOperationException("The tick fails.");
            },
            Soon,
            Soon);
        return Task.CompletedTask;
    }

    public Task Block(string gate)
    {
        Journal.Write(Key, "blocked");
        return Journal.PassAsync(gate);
    }

    public async Task<bool> TicksAreTurns()
    {
        var scheduler = TaskScheduler.Current;
        var ticked = new TaskCompletionSource<bool>();
        using var timer = this.RegisterGrainTimer(
            async () =>
            {
                var before = TaskScheduler.Current == scheduler;
                await Task.Yield();
                ticked.TrySetResult(before && TaskScheduler.Current == scheduler);
            },
            new() { DueTime = Soon, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        return await ticked.Task.WithinDeadline("the tick");
    }

    private Task Tick(string name)
    {
        Journal.Write(Key, $"tick {name}");
        return Task.CompletedTask;
    }
}
