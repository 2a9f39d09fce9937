namespace Orleans.Runtime;

/// <summary>Runs work as turns of an activation.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Queues an action.</summary>
    /// <param name="action">The action.</param>
    void QueueAction(Action action);

    /// <summary>Queues an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="state">What to pass.</param>
    void QueueAction(Action<object> action, object state);

    /// <summary>Queues a task that has not started.</summary>
    /// <param name="task">The task.</param>
    void QueueTask(Task task);
}
