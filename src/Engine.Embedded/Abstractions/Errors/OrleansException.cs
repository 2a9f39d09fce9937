using System.Runtime.Serialization;

namespace Orleans.Runtime;

/// <summary>The base of the engine's exceptions.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Creates an exception.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception from its serialised form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">The context.</param>
    [Obsolete("Formatter-based serialization is obsolete.")]
    protected OrleansException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }
}
