namespace Xerotier.ClusterFaults;

/// <summary>How one request ended.</summary>
/// <param name="Streamed">Whether a stream was asked for.</param>
/// <param name="Failure">What was wrong; null for a whole answer.</param>
/// <param name="Started">When it began, as time since the run began.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Answer(bool Streamed, string? Failure, TimeSpan Started, TimeSpan Took)
{
    public TimeSpan Ended => Started + Took;
}
