using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A batch could not be delivered and is skipped.</summary>
[GenerateSerializer]
public sealed class StreamEventDeliveryFailureException : OrleansException
{
    /// <summary>Creates an exception.</summary>
    public StreamEventDeliveryFailureException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    public StreamEventDeliveryFailureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public StreamEventDeliveryFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
