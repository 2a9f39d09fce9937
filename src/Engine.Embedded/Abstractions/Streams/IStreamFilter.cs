using Orleans.Runtime;

namespace Orleans.Streams.Filtering;

/// <summary>Decides before delivery which items a subscription gets.</summary>
public interface IStreamFilter
{
    /// <summary>Whether to deliver an item. A batch is delivered as a whole when one of its items is.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="item">The item.</param>
    /// <param name="filterData">What the subscriber passed when it subscribed; null for implicit subscriptions.</param>
    bool ShouldDeliver(StreamId streamId, object item, string? filterData);
}
