using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Xerotier.Engine.Streams;

/// <summary>Where explicit subscriptions are kept.</summary>
internal static class SubscriptionStorage
{
    /// <summary>The storage of the provider's own name, else the one for all; null when there is none.</summary>
    public static string? NameFor(string provider, IServiceProvider services) =>
        new[] { provider, ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME }
            .FirstOrDefault(name => services.GetKeyedService<IGrainStorage>(name) is not null);
}
