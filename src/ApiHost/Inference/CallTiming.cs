namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Measures what the platform itself adds to a request: the time that has passed, less what was spent waiting for
/// others (the client's body, the queue, agents).
/// </summary>
internal sealed class CallTiming(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _waited;

    /// <summary>Time since the request began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What the platform added up to now.</summary>
    public TimeSpan Overhead => Elapsed - _waited;

    /// <summary>Marks a moment.</summary>
    public long Mark() => time.GetTimestamp();

    /// <summary>Time since a moment.</summary>
    public TimeSpan Since(long mark) => time.GetElapsedTime(mark);

    /// <summary>Counts the time since a moment as waiting for somebody else.</summary>
    /// <returns>That time.</returns>
    public TimeSpan WaitedSince(long mark)
    {
        var waited = Since(mark);
        _waited += waited;
        return waited;
    }
}
