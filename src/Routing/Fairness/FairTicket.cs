namespace Xerotier.Routing.Fairness;

/// <summary>A place in a <see cref="FairQueue{T}"/>; names it for <see cref="FairQueue{T}.Remove"/>.</summary>
/// <typeparam name="T">What waits.</typeparam>
public sealed class FairTicket<T>
{
    internal FairTicket(string project, int priority, long tokens, T item)
    {
        Project = project;
        Priority = priority;
        Tokens = tokens;
        Item = item;
    }

    /// <summary>The project that waits.</summary>
    public string Project { get; }

    /// <summary>Priority of its tier, 10 to 30.</summary>
    public int Priority { get; }

    /// <summary>Tokens charged when it is served.</summary>
    public long Tokens { get; }

    /// <summary>What waits.</summary>
    public T Item { get; }
}
