using System.Diagnostics;

namespace Xerotier.Grains.Tests;

/// <summary>Waits for what other grains do in their own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Looks again until the condition holds; fails after 30 s, saying what it waited for and what it saw
    /// last.</summary>
    public static async Task<T> BeAsync<T>(string what, Func<Task<T>> look, Func<T, bool> condition)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            T seen = await look();
            if (condition(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"Waited {Deadline} for {what}; saw last: {seen}");
            }

            await Task.Yield();
        }
    }
}
