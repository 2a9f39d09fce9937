using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>One memory stream: its subscriptions, and the items that wait for them.</summary>
[Alias("xerotier.engine.memory-stream")]
internal interface IMemoryStream : IGrainWithStringKey
{
    /// <summary>Takes items; they are delivered later, in the order of taking.</summary>
    /// <exception cref="InvalidOperationException">Too many items wait for a subscriber.</exception>
    [Alias("Publish")]
    Task Publish(IReadOnlyList<object?> items);

    /// <summary>Adds an explicit subscription, which gets the items that are published from now on.</summary>
    [Alias("Subscribe")]
    Task Subscribe(Guid subscription, GrainId consumer, string? filterData);

    /// <summary>Removes an explicit subscription.</summary>
    [Alias("Unsubscribe")]
    Task Unsubscribe(Guid subscription);

    /// <summary>The explicit subscriptions of a consumer.</summary>
    [Alias("SubscriptionsOf")]
    Task<Guid[]> SubscriptionsOf(GrainId consumer);
}
