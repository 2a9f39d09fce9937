namespace Orleans.Runtime;

/// <summary>A timer of an activation; ends with it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Changes when it ticks.</summary>
    /// <param name="dueTime">When next; <see cref="Timeout.InfiniteTimeSpan"/> is never.</param>
    /// <param name="period">How long after the end of a tick the next one starts.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
