using Orleans;

namespace Xerotier.Engine.Tests.Timers;

internal interface IClockwork : IGrainWithStringKey
{
    Task Start(string name, TimeSpan due, TimeSpan period, bool interleave);

    Task StartWithEveryOverload();

    Task Stop(string name);

    Task Restart(string name, TimeSpan due, TimeSpan period);

    Task StartFailing(string name);

    Task Block(string gate);

    Task<bool> TicksAreTurns();
}
