using System.Runtime.Serialization;

namespace Orleans.Runtime;

/// <summary>The engine refused to deliver a call.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception from its serialised form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">The context.</param>
    [Obsolete("Formatter-based serialization is obsolete.")]
    protected OrleansMessageRejectionException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }
}
