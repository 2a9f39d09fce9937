namespace Xerotier.Engine.Timers;

/// <summary>Gives ticks of timers a method name for logs.</summary>
internal interface ITimerTarget
{
    /// <summary>A tick.</summary>
    Task Tick();
}
