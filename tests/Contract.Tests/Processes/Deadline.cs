namespace Xerotier.Contract.Tests.Processes;

/// <summary>Every wait of these tests ends: with what it waited for, or with a message that names it.</summary>
public static class Deadline
{
    public static TimeSpan Default { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Waits for <paramref name="task"/>.</summary>
    public static async Task For(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Default);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Default} in vain for {what}.");
        }
    }

    /// <inheritdoc cref="For(Task, string)"/>
    public static async Task<T> For<T>(Task<T> task, string what)
    {
        await For((Task)task, what);
        return await task;
    }

    /// <summary>Completes when the time is up.</summary>
    public static Task After(TimeSpan time)
    {
        var over = new TaskCompletionSource();
        var source = new CancellationTokenSource(time);
        source.Token.Register(over.SetResult);
        return over.Task;
    }
}
