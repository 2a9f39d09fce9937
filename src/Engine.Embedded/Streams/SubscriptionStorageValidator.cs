using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Checks that explicit subscriptions have a place to be kept.</summary>
internal sealed class SubscriptionStorageValidator(
    string provider, IServiceProvider services, IOptionsMonitor<StreamPubSubOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (options.Get(provider).PubSubType == StreamPubSubType.ImplicitOnly) return;
        if (SubscriptionStorage.NameFor(provider, services) is not null) return;
        throw new OrleansConfigurationException(
            $"Stream provider '{provider}' keeps explicit subscriptions and needs a grain storage named '{provider}' "
            + $"or '{ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME}'.");
    }
}
