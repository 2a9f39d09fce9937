namespace Orleans.Serialization;

/// <summary>A message holds a type that no serialiser knows.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException : SerializerException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }
}
