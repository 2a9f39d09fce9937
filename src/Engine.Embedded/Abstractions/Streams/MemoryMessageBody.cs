namespace Orleans.Providers;

/// <summary>What travels through a memory stream when it has a serialiser of its own.</summary>
[GenerateSerializer]
public sealed class MemoryMessageBody
{
    /// <summary>Creates a body.</summary>
    /// <param name="events">The items that were published together.</param>
    /// <param name="requestContext">The values of the publisher's request context.</param>
    public MemoryMessageBody(IEnumerable<object> events, Dictionary<string, object>? requestContext)
    {
        ArgumentNullException.ThrowIfNull(events);
        Events = [.. events];
        RequestContext = requestContext;
    }

    /// <summary>The items.</summary>
    [Id(0)]
    public List<object> Events { get; }

    /// <summary>The values of the publisher's request context; null when there were none.</summary>
    [Id(1)]
    public Dictionary<string, object>? RequestContext { get; }
}
