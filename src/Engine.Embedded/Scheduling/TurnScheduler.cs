using Orleans.Runtime;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Scheduling;

/// <summary>
/// Runs the turns of one activation one after the other. It is the current task scheduler inside of turns, so that
/// continuations of the grain's awaits come back to it.
/// </summary>
internal sealed class TurnScheduler(Activation owner, IGrainScheduler threads)
    : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    private const int TurnsPerRun = 64;

    private readonly Lock _lock = new();
    private Task? _first;
    private Queue<Task>? _rest;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    public void QueueAction(Action action) => new Task(action).Start(this);

    public void QueueAction(Action<object> action, object state) => new Task(action!, state).Start(this);

    public void QueueTask(Task task, bool _) => QueueTask(task);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        var outer = ActivationContext.Enter(owner);
        try
        {
            for (var turns = 0; turns < TurnsPerRun; turns++)
            {
                if (!TryTake(out var task)) return;
                TryExecuteTask(task);
            }
        }
        finally
        {
            ActivationContext.Leave(outer);
        }

        threads.Schedule(this);
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            if (owner.Silo.IsKilled) return;
            if (_first is null) _first = task;
            else (_rest ??= new()).Enqueue(task);
            if (_scheduled) return;
            _scheduled = true;
        }

        threads.Schedule(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActivationContext.Current, owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock) return _first is null ? [] : [_first, .. _rest ?? []];
    }

    private bool TryTake(out Task task)
    {
        lock (_lock)
        {
            task = _first!;
            if (task is null || owner.Silo.IsKilled)
            {
                _scheduled = false;
                return false;
            }

            _first = _rest is { Count: > 0 } ? _rest.Dequeue() : null;
            return true;
        }
    }
}
