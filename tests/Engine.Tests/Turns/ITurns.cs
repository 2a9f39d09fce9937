using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Engine.Tests.Turns;

/// <summary>Calls that block until the test opens a gate, delivered in every way.</summary>
internal interface ITurns : IGrainWithStringKey
{
    Task Block(string gate);

    [AlwaysInterleave]
    Task<string> Always();

    [ReadOnly]
    Task Read(string gate);

    Task<string> Ordinary();

    Task<bool> IsOnSameSchedulerAfterAwait();

    Task<bool> LeavesSchedulerWithTaskRun();

    Task<int> CountToWithInterleavedAwaits(int count);

    [OneWay]
    Task Notify(string entry);

    [OneWay]
    Task NotifyAndThrow(string entry);

    [ResponseTimeout("00:00:01")]
    Task BlockBriefly(string gate);

    Task CallBack(string other);

    [ResponseTimeout("00:00:02")]
    Task CallBackAndWait(string other);

    Task<string> CallBackAllowed(string other);

    Task<string> CallBackSuppressed(string other);

    Task<string> Echo(string caller);

    Task<string> Fail();
}
