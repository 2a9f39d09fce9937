namespace Xerotier.Grains;

/// <summary>Waits that end by themselves.</summary>
internal static class TaskWaiting
{
    /// <summary>Waits for a task for at most a time; whether it completed shows on the task.</summary>
    public static async Task WaitAtMostAsync(this Task task, TimeSpan limit, TimeProvider time)
    {
        if (limit <= TimeSpan.Zero || task.IsCompleted)
        {
            return;
        }

        using var cancellation = new CancellationTokenSource();
        await Task.WhenAny(task, Task.Delay(limit, time, cancellation.Token));
        await cancellation.CancelAsync();
    }
}
