using System.Runtime.Serialization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Somebody else wrote the record meanwhile. The activation that sees it is deactivated.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Creates an exception.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="errorMsg">What happened.</param>
    /// <param name="storedEtag">The version in the store, if known.</param>
    /// <param name="currentEtag">The version of the writer.</param>
    /// <param name="storageException">Why.</param>
    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="errorMsg">What happened.</param>
    /// <param name="storedEtag">The version in the store, if known.</param>
    /// <param name="currentEtag">The version of the writer.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="storedEtag">The version in the store, if known.</param>
    /// <param name="currentEtag">The version of the writer.</param>
    /// <param name="storageException">Why.</param>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>Creates an exception from its serialised form.</summary>
    /// <param name="info">The data.</param>
    /// <param name="context">The context.</param>
    [Obsolete("Formatter-based serialization is obsolete.")]
    protected InconsistentStateException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }

    /// <summary>The version in the store, if known.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The version of the writer.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{GetType().Name}: {Message} Expected version={CurrentEtag}, stored version={StoredEtag}. {InnerException}";
}
