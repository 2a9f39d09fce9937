using Orleans;

namespace Xerotier.Engine.Streams;

/// <summary>The explicit subscriptions of a stream as they are stored.</summary>
[GenerateSerializer]
[Alias("xerotier.engine.subscription-table")]
internal sealed class SubscriptionTable
{
    /// <summary>The subscriptions, oldest first.</summary>
    [Id(0)]
    public List<SubscriptionRow> Rows { get; set; } = [];
}
