using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Activations;

[CollectionAgeLimit(Minutes = 5)]
[GrainType("embedded-tests.sleeper")]
internal sealed class SleeperGrain : Grain, ISleeper
{
    private readonly Guid _activation = Guid.NewGuid();

    /// <summary>The reasons of all deactivations, by key.</summary>
    public static ConcurrentDictionary<string, DeactivationReasonCode> Ends { get; } = new();

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task StartTimer(TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(
            static () => Task.CompletedTask, new() { DueTime = period, Period = period, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Never() => new TaskCompletionSource().Task;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Ends[this.GetPrimaryKeyString()] = reason.ReasonCode;
        return Task.CompletedTask;
    }
}
