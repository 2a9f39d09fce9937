using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks and how.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Creates options.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="dueTime">When first.</param>
    /// <param name="period">How often then.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>When first; <see cref="Timeout.InfiniteTimeSpan"/> is never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>How long after the end of a tick the next one starts.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks interleave with calls. Default false.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being idle. Default false.</summary>
    public bool KeepAlive { get; init; }
}
