namespace Orleans.Streams;

/// <summary>Compares places in a stream.</summary>
public static class StreamSequenceTokenUtilities
{
    /// <summary>Whether <paramref name="me"/> comes after <paramref name="other"/>.</summary>
    /// <param name="me">One place.</param>
    /// <param name="other">The other.</param>
    public static bool Newer(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) > 0;

    /// <summary>Whether <paramref name="me"/> comes before <paramref name="other"/>.</summary>
    /// <param name="me">One place.</param>
    /// <param name="other">The other.</param>
    public static bool Older(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) < 0;
}
