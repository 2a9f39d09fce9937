using System.Diagnostics;

namespace Xerotier.ApiHost.Tests;

/// <summary>Waits with a deadline that says what was waited for.</summary>
internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a task.</summary>
    public static async Task<T> ForAsync<T>(string what, Task<T> task)
    {
        await ForAsync(what, (Task)task);
        return await task;
    }

    /// <summary>Waits for a task.</summary>
    public static async Task ForAsync(string what, Task task)
    {
        try
        {
            await task.WaitAsync(Deadline);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited {Deadline} for {what}.");
        }
    }

    /// <summary>Looks again and again until something holds.</summary>
    public static Task UntilAsync(string what, Func<bool> holds) =>
        UntilAsync(what, () => Task.FromResult(holds()));

    /// <summary>The same for what takes a call to find out.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        for (var started = Stopwatch.GetTimestamp(); !await holds();)
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"Waited {Deadline} until {what}.");
            }

            await Task.Yield();
        }
    }
}
