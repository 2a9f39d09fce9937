namespace Orleans.Streams;

/// <summary>Which subscriptions a provider keeps.</summary>
public enum StreamPubSubType
{
    /// <summary>Explicit and implicit ones.</summary>
    ExplicitGrainBasedAndImplicit,

    /// <summary>Explicit ones.</summary>
    ExplicitGrainBasedOnly,

    /// <summary>Implicit ones.</summary>
    ImplicitOnly,
}
