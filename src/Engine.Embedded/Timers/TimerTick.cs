using Orleans.CodeGeneration;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Timers;

/// <summary>A tick of a grain timer, which waits and runs as calls do.</summary>
internal sealed class TimerTick<TState> : VoidCall
{
    private static readonly CallMethod Method = new(typeof(ITimerTarget), nameof(ITimerTarget.Tick), []);

    private readonly GrainTimer<TState> _timer;

    public TimerTick(GrainTimer<TState> timer)
    {
        _timer = timer;
        AddInvokeMethodOptions(InvokeMethodOptions.OneWay);
        if (timer.Interleave) AddInvokeMethodOptions(InvokeMethodOptions.AlwaysInterleave);
    }

    public override CallMethod Descriptor => Method;

    internal override bool KeepsAlive => _timer.KeepAlive;

    internal override bool IsFiltered => false;

    internal override bool IsBound => true;

    protected override ValueTask InvokeInner() => new(_timer.TickAsync());
}
