namespace Orleans.Runtime;

/// <summary>A limit of the engine was reached.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Creates an exception.</summary>
    public LimitExceededException()
        : base("Limit exceeded.")
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="limitName">The limit.</param>
    /// <param name="current">The value that exceeds it.</param>
    /// <param name="threshold">The limit's value.</param>
    /// <param name="extraInfo">More to say, if anything.</param>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded: {limitName} is {current}, at most {threshold} allowed. {extraInfo}")
    {
    }
}
