using System.Runtime.Serialization;

namespace Orleans.Serialization;

/// <summary>A message cannot be serialised.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    /// <summary>Creates an exception.</summary>
    public SerializerException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">Why.</param>
    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception from its serialised form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">The context.</param>
    [Obsolete("Formatter-based serialization is obsolete.")]
    protected SerializerException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }
}
