using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>Takes what streams deliver: an extension of grains, an observer of clients.</summary>
[Alias("xerotier.engine.stream-consumer")]
internal interface IStreamConsumer : IGrainExtension, IGrainObserver
{
    /// <summary>Gives a batch to the observer of a subscription; the items are done when the answer arrives.</summary>
    [Alias("Deliver")]
    Task Deliver(Guid subscription, StreamBatch batch);

    /// <summary>Tells the observer of a subscription that a batch was skipped.</summary>
    [Alias("Fail")]
    Task Fail(Guid subscription, Exception failure);
}
