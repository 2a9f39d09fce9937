namespace Orleans.Providers;

/// <summary>Well-known provider names.</summary>
public static class ProviderConstants
{
    /// <summary>The storage provider that is used when none is named.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

    /// <summary>The log-consistency provider that is used when none is named.</summary>
    public const string DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME = "Default";

    /// <summary>The storage provider of stream subscriptions.</summary>
    public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
}
