using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Configures stream providers.</summary>
public static class PersistentStreamConfiguratorExtensions
{
    /// <summary>Says which subscriptions the provider keeps; the same on silos and clients.</summary>
    /// <param name="configurator">The provider.</param>
    /// <param name="pubsubType">The kinds.</param>
    public static void ConfigureStreamPubSub(
        this IPersistentStreamConfigurator configurator,
        StreamPubSubType pubsubType = StreamPubSubOptions.DEFAULT_STREAM_PUBSUB_TYPE) =>
        configurator.Configure<StreamPubSubOptions>(
            options => options.Configure(pubSub => pubSub.PubSubType = pubsubType));
}
