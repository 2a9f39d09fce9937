namespace Xerotier.Grains;

/// <summary>Waits that end by themselves.</summary>
internal static class TaskWaiting
{
    /// <summary>Waits for a task for at most a time, or until it is cancelled; whether it completed shows on the
    /// task.</summary>
    public static async Task WaitAtMostAsync(
        this Task task, TimeSpan limit, TimeProvider time, CancellationToken cancellation = default)
    {
        if (limit <= TimeSpan.Zero || task.IsCompleted)
        {
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(task, Task.Delay(limit, time, end.Token));
        await end.CancelAsync();
    }
}
