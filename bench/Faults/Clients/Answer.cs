namespace Xerotier.Faults.Clients;

/// <summary>How one request ended, as its client saw it.</summary>
/// <param name="Failure">What went wrong; null when the whole answer came and is the right one.</param>
/// <param name="Started">When it was sent, since the run began.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Answer(string? Failure, TimeSpan Started, TimeSpan Took)
{
    /// <summary>When it ended, since the run began.</summary>
    public TimeSpan Ended => Started + Took;
}
