namespace Orleans.Runtime;

/// <summary>The observer that a call went to is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId id)
        : base($"No observer with id {id} is registered.")
    {
    }
}
