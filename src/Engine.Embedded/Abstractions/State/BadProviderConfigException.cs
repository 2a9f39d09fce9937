using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider is missing or wrongly configured.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>Creates an exception.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="msg">What is wrong.</param>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="msg">What is wrong.</param>
    /// <param name="exc">Why.</param>
    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
