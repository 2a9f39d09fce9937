namespace Xerotier.Agent;

/// <summary>Where the agent is between its start and its end.</summary>
internal sealed class AgentLife
{
    private readonly TaskCompletionSource _reachable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<AgentExit> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _draining;

    /// <summary>Whether it takes nothing new.</summary>
    public bool IsDraining => _draining;

    /// <summary>Completes once hosts can reach it and the platform has seen it alive.</summary>
    public Task Ready => Task.WhenAll(_reachable.Task, _seen.Task);

    /// <summary>Completes when it must stop, with the reason.</summary>
    public Task<AgentExit> Failure => _failure.Task;

    public void Reachable() => _reachable.TrySetResult();

    public void SeenAlive() => _seen.TrySetResult();

    public void Drain() => _draining = true;

    public void Fail(AgentExit exit) => _failure.TrySetResult(exit);
}
