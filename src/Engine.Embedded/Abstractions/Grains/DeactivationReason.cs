namespace Orleans;

/// <summary>Why an activation is deactivated.</summary>
public readonly struct DeactivationReason
{
    /// <summary>Creates a reason.</summary>
    /// <param name="code">Its kind.</param>
    /// <param name="text">Its text.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>Creates a reason.</summary>
    /// <param name="code">Its kind.</param>
    /// <param name="exception">What failed, if anything.</param>
    /// <param name="text">Its text.</param>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>Its kind.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>Its text.</summary>
    public string Description { get; }

    /// <summary>What failed, if anything.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} {Exception}";
}
