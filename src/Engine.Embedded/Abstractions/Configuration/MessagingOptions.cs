namespace Orleans.Configuration;

/// <summary>How calls are answered.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long callers wait for an answer. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the callee's token is cancelled when its caller gives up. Default true.</summary>
    public bool CancelRequestOnTimeout { get; set; } = true;

    /// <summary>
    /// Whether a cancelled call waits for the callee to notice; otherwise it ends at once. Default false.
    /// </summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
