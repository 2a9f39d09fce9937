using Orleans.Streams;

namespace Orleans.Configuration;

/// <summary>Which subscriptions a stream provider keeps.</summary>
public class StreamPubSubOptions
{
    /// <summary>The default kinds.</summary>
    public const StreamPubSubType DEFAULT_STREAM_PUBSUB_TYPE = StreamPubSubType.ExplicitGrainBasedAndImplicit;

    /// <summary>
    /// The kinds. Default explicit and implicit ones; explicit ones need a storage named like the provider or
    /// <c>PubSubStore</c>.
    /// </summary>
    public StreamPubSubType PubSubType { get; set; } = DEFAULT_STREAM_PUBSUB_TYPE;
}
